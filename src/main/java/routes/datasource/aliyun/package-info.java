/**
 * CloudMonitor of Alibaba Cloud (CMS 2019-01-01): metrics in pages, threshold rules that are ours by their labels and whose ids
 * we choose, so that putting one twice makes one.
 * Actions, limits, signatures, rules: Alibaba Cloud documentation, "CloudMonitor API 2019-01-01". An answer at HTTP 200 may say {@code
 * Success: false}. Names of rules are searched fuzzily there, so a name proves nothing.
 */
@NullMarked
package routes.datasource.aliyun;

import org.jspecify.annotations.NullMarked;

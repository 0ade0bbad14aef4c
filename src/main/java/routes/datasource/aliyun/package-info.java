/**
 * CloudMonitor of Alibaba Cloud (CMS 2019-01-01): metrics in pages, threshold rules that are ours by their labels and whose ids
 * we choose, so that putting one twice makes one.
 * Actions, limits, signatures: platforms fact sheet B2; rules: data sources fact sheet 3.2. An answer at HTTP 200 may say {@code
 * Success: false}. Names of rules are searched fuzzily there, so a name says nothing.
 */
@NullMarked
package routes.datasource.aliyun;

import org.jspecify.annotations.NullMarked;

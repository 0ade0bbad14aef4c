/**
 * Volcengine's cloud monitor (Volc_Observe 2018-01-01): metrics in slices, static alarm rules that are ours by their tags or,
 * where an answer holds no tags, by their description.
 * Actions, limits and fields: Volcengine documentation, "CloudMonitor API". Errors stand in {@code
 * ResponseMetadata.Error}. Rule names are searched fuzzily there, so a name proves nothing.
 */
@NullMarked
package routes.datasource.volcengine;

import org.jspecify.annotations.NullMarked;

/**
 * Volcengine CloudMonitor posts JSON with PascalCase names: one POST names a rule and lists the resources it is about.
 * Metric shapes: events fact sheet 2.1; levels, labels and raw data: 3.1; system events ({@code Type} Event without a
 * rule at the top): platforms fact sheet B3, "Event body".
 * A retry has the same {@code x-volc-trace-id}. Authors of the documents disagree on {@code NameCn} and {@code NameCN}:
 * both are read.
 */
@NullMarked
package routes.alarm.volcengine;

import org.jspecify.annotations.NullMarked;

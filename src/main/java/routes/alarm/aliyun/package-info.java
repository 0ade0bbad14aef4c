/**
 * Aliyun CloudMonitor calls us with a form for each change of a threshold rule; older pages show JSON, so both are read.
 * Fields: events fact sheet 2.2 and platforms fact sheet B2.7; levels and labels: events 3.1.
 * Absent values come as empty text or the word {@code null}. The {@code signature} field cannot be checked: its algorithm
 * is not public. {@code dimensions} and {@code customLabels} are the text of a Java map, not JSON.
 */
@NullMarked
package routes.alarm.aliyun;

import org.jspecify.annotations.NullMarked;

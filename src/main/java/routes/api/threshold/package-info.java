/** REST of intelligent thresholds: tasks, rules, refreshes and charts (spec data sources 1.7 and 1.8). */
@NullMarked
package routes.api.threshold;

import org.jspecify.annotations.NullMarked;

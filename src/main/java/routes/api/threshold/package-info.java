/** REST of intelligent thresholds: tasks, rules, refreshes and charts. */
@NullMarked
package routes.api.threshold;

import org.jspecify.annotations.NullMarked;

/** What the hub notices about itself and raises alarms for. Pure rules. */
@NullMarked
package routes.health.selfalarm;

import org.jspecify.annotations.NullMarked;

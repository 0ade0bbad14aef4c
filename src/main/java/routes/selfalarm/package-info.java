/** What the hub notices about itself and raises alarms for. Pure rules. */
@NullMarked
package routes.selfalarm;

import org.jspecify.annotations.NullMarked;

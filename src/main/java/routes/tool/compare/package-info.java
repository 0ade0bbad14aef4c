/**
 * What a changed mapping, subscription or merge setting would have done: the kept alarms are merged and matched twice in
 * memory, as it is and as it would be, and the notices of both are compared. Nothing is stored or sent.
 */
@NullMarked
package routes.tool.compare;

import org.jspecify.annotations.NullMarked;

/**
 * The ledger: what was accepted in a stretch of time, and where every piece of it is now. Counted from stored state only,
 * so that it can be wrong about nothing that the stores know.
 */
@NullMarked
package routes.health.ledger;

import org.jspecify.annotations.NullMarked;

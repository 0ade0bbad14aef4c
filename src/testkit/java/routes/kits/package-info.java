/** Contracts that every adapter of a kind keeps, as tests that an adapter's own test extends. */
@NullMarked
package routes.kits;

import org.jspecify.annotations.NullMarked;

/**
 * MongoDB: documents, indexes and the stores that the domain asks for. The only package that sees the driver. Everything
 * here keeps to a portable subset: one atomic classic update for each change, look-ups by {@code _id} or a
 * unique key.
 */
@NullMarked
package routes.store;

import org.jspecify.annotations.NullMarked;

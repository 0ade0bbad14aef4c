/** How configuration is kept: one record for the API and the store, and the repository of a kind of record. */
@NullMarked
package routes.common.repository;

import org.jspecify.annotations.NullMarked;

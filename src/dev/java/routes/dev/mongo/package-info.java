/**
 * What the MongoDB-wire server of the embedded run adds to mongo-java-server: a write is on disk before it is
 * answered, and every unique index is used for look-ups, ranges and sorting.
 */
@NullMarked
package routes.dev.mongo;

import org.jspecify.annotations.NullMarked;

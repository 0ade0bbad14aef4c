/**
 * The embedded run: the application with its own Kafka broker and its own MongoDB-wire server in one process.
 *
 * <p>Started by {@code mvn compile camel:run}; left out of the packaged application.
 */
@NullMarked
package routes.dev;

import org.jspecify.annotations.NullMarked;

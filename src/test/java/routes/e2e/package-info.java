/** The whole system over HTTP: real processes, a real Kafka broker and a MongoDB-wire server that tests can kill. */
@NullMarked
package routes.e2e;

import org.jspecify.annotations.NullMarked;

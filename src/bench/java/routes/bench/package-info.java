/**
 * The benchmark: {@code mvn -B -Pbench verify}. It drives the packaged application over loopback with a real Kafka broker
 * and the MongoDB-wire server, each a process of its own, and measures the raw limits of the same machine beside it.
 */
@NullMarked
package routes.bench;

import org.jspecify.annotations.NullMarked;

/** Kafka clients of the stages: topics, consumers, commits, lag. */
@NullMarked
package routes.steps.kafka;

import org.jspecify.annotations.NullMarked;

package routes.pipeline;

import java.time.Duration;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Consumers that wait only while they have nothing. After a poll that brought records the next one takes what has come
 * meanwhile and returns: a stage begins at once with a single record, and with all of them when there is a backlog. Camel's
 * batching alone would hold every batch back for a fixed time ({@code batchingIntervalMs} is 0 for that reason).
 */
public final class EagerKafkaClients extends DefaultKafkaClientFactory {
    @Override
    public Consumer<?, ?> getConsumer(Properties settings) {
        return new EagerConsumer(settings);
    }

    private static final class EagerConsumer extends KafkaConsumer<Object, Object> {
        private boolean mayHaveMore;

        EagerConsumer(Properties settings) {
            super(settings);
        }

        @Override
        public ConsumerRecords<Object, Object> poll(Duration timeout) {
            ConsumerRecords<Object, Object> records = super.poll(mayHaveMore ? Duration.ZERO : timeout);
            mayHaveMore = !records.isEmpty();
            return records;
        }
    }
}

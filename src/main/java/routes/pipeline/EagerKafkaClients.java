package routes.pipeline;

import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Gives stages a {@link StageConsumer}: one begins at once with a single record, and with all of them when there is a
 * backlog. Camel's batching alone would hold every batch back for a fixed time ({@code batchingIntervalMs} is 0 for that
 * reason).
 */
public final class EagerKafkaClients extends DefaultKafkaClientFactory {
    @Override
    public Consumer<?, ?> getConsumer(Properties settings) {
        return new StageConsumer(settings);
    }
}

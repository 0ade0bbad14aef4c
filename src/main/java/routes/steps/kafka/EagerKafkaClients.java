package routes.steps.kafka;

import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Gives stages a {@link StageConsumer}: one begins at once with a single record, and with all of them when there is a
 * backlog. Camel's batching alone would hold every batch back for a fixed time ({@code batchingIntervalMs} is 0 for that
 * reason). Producers are {@link FreshProducer}s.
 */
public final class EagerKafkaClients extends DefaultKafkaClientFactory {
    @Override
    public Consumer<?, ?> getConsumer(Properties settings) {
        return new StageConsumer(settings);
    }

    @Override
    public Producer<?, ?> getProducer(Properties settings) {
        return new FreshProducer(() -> new KafkaProducer<>(settings), System::nanoTime);
    }
}

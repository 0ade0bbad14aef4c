package routes.fakes;

import java.util.List;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The producing side of the log, in memory: every record that a route appends. */
public final class KafkaInMemory extends DefaultKafkaClientFactory {
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Producer getProducer(Properties kafkaProps) {
        return producer;
    }

    /** The values in a topic, in order. */
    public List<byte[]> values(String topic) {
        return records(topic).stream().map(ProducerRecord::value).toList();
    }

    /** The records in a topic, in order. */
    public List<ProducerRecord<String, byte[]>> records(String topic) {
        return producer.history().stream()
                .filter(record -> record.topic().equals(topic))
                .toList();
    }

    public void clear() {
        producer.clear();
    }
}

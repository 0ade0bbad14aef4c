package routes.dev;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Prints the records of a topic of the embedded run, from the first one on, one line each: key, type, value. */
public final class WatchTopic {

    private static final Duration WAIT = Duration.ofSeconds(1);

    private WatchTopic() {}

    /** The topic is {@code -Dveaiops.watch.topic=...}, {@code veaiops.events} if not given. */
    public static void main(String[] args) throws InterruptedException {
        String topic = RunSetting.given("veaiops.watch.topic").orElse("veaiops.events");
        String brokers = RunSetting.KAFKA_BROKERS.given().orElseGet(() -> RunFile.read(EmbeddedRun.folder())
                .kafka());
        System.out.println("Watching " + topic + " on " + brokers);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(awaitPartitions(consumer, topic));
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(WAIT).forEach(found -> System.out.println(line(found)));
            }
        }
    }

    /** The application creates its topics a moment after the broker is up. */
    private static List<TopicPartition> awaitPartitions(KafkaConsumer<?, ?> consumer, String topic)
            throws InterruptedException {
        List<TopicPartition> partitions = partitions(consumer, topic);
        while (partitions.isEmpty()) {
            TimeUnit.SECONDS.sleep(1);
            partitions = partitions(consumer, topic);
        }
        return partitions;
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private static String line(ConsumerRecord<String, String> found) {
        Header type = found.headers().lastHeader("ce_type");
        return "%s  %s  %s".formatted(found.key(), type == null ? "-" : new String(type.value()), found.value());
    }
}

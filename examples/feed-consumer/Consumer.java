import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads the public feed of events. It needs kafka-clients alone, which the jar of the hub has:
 * java -cp veaiops-camel-app.jar Consumer.java localhost:9092
 */
public class Consumer {
    public static void main(String[] arguments) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0],
                ConsumerConfig.GROUP_ID_CONFIG, "example-consumer",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                // Offsets move after the work is done: an event may come twice and is never left out
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("veaiops.events"));
            System.out.println("waiting for events");
            while (true) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    // The records of one problem have one key and come in order; ce_id is the same when one is repeated
                    System.out.println(header(record, "ce_type") + " " + header(record, "ce_id") + " " + record.value());
                }
                consumer.commitSync();
            }
        }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .orElse("-");
    }
}

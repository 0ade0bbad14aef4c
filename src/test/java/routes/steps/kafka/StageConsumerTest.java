package routes.steps.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import routes.dev.EmbeddedKafka;

@Tag("slow")
class StageConsumerTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final ConsumerRebalanceListener NOBODY = new ConsumerRebalanceListener() {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
    };

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;
    private static Admin admin;

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.start(0, folder);
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()));
    }

    @AfterAll
    static void stopBroker() {
        admin.close();
        kafka.close();
    }

    @Test
    void offsets_of_several_batches_are_committed_together_after_the_period(TestInfo test) throws Exception {
        TopicPartition partition = partitions(test, 1).get(0);
        Duration period = Duration.ofMillis(400);
        try (StageConsumer consumer = consumer(partition.topic(), period)) {
            read(consumer);
            long begun = System.nanoTime();
            consumer.commitSoon(partition, 2);
            consumer.commitSoon(partition, 3);
            consumer.commitSoon(partition, 1);

            await().until(() -> {
                consumer.poll(SHORT);
                return committed(partition) >= 0;
            });

            assertThat(committed(partition)).isEqualTo(3);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(period);
        }
    }

    @Test
    void a_consumer_with_nothing_to_read_commits_within_the_period_all_the_same(TestInfo test) throws Exception {
        TopicPartition partition = partitions(test, 1).get(0);
        try (StageConsumer consumer = consumer(partition.topic(), Duration.ofMillis(100))) {
            read(consumer);
            consumer.commitSoon(partition, 3);

            await().until(() -> {
                consumer.poll(Duration.ofSeconds(30));
                return committed(partition) == 3;
            });
        }
    }

    @Test
    void a_consumer_that_is_closed_commits_what_it_has(TestInfo test) throws Exception {
        TopicPartition partition = partitions(test, 1).get(0);
        StageConsumer consumer = consumer(partition.topic(), NEVER);
        read(consumer);
        consumer.commitSoon(partition, 3);
        consumer.poll(SHORT);
        assertThat(committed(partition)).isNegative();

        consumer.wakeup();
        consumer.close();

        assertThat(committed(partition)).isEqualTo(3);
    }

    @Test
    void partitions_move_with_the_offsets_of_what_is_done(TestInfo test) throws Exception {
        List<TopicPartition> partitions = partitions(test, 2);
        String topic = partitions.get(0).topic();
        try (StageConsumer first = consumer(topic, NEVER);
                StageConsumer second = consumer(topic, NEVER)) {
            read(first);
            partitions.forEach(partition -> first.commitSoon(partition, 2));

            await().until(() -> {
                second.poll(SHORT);
                first.poll(SHORT);
                return !second.assignment().isEmpty();
            });

            partitions.forEach(partition -> assertThat(committed(partition)).isEqualTo(2));
        }
    }

    /** A topic of the test's own, with three records in each partition. */
    private static List<TopicPartition> partitions(TestInfo test, int count) throws Exception {
        String topic = test.getTestMethod().orElseThrow().getName();
        admin.createTopics(List.of(new NewTopic(topic, count, (short) 1))).all().get();
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrap());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < 3 * count; i++) {
                producer.send(new ProducerRecord<>(topic, i % count, "key", "value"));
            }
        }
        return IntStream.range(0, count)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    private static StageConsumer consumer(String topic, Duration period) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", kafka.bootstrap());
        settings.put("group.id", topic);
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        settings.put("auto.commit.interval.ms", String.valueOf(period.toMillis()));
        settings.put("key.deserializer", StringDeserializer.class.getName());
        settings.put("value.deserializer", StringDeserializer.class.getName());
        StageConsumer consumer = new StageConsumer(settings);
        consumer.subscribe(List.of(topic), NOBODY);
        return consumer;
    }

    private static void read(StageConsumer consumer) {
        await().until(() -> !consumer.poll(SHORT).isEmpty());
    }

    /** What the group has committed, -1 for nothing. */
    private static long committed(TopicPartition partition) {
        try {
            OffsetAndMetadata offset = admin.listConsumerGroupOffsets(partition.topic())
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(partition);
            return offset == null ? -1 : offset.offset();
        } catch (Exception e) {
            throw new IllegalStateException("asking for the offset of " + partition, e);
        }
    }
}

package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.StringSerializer;
import routes.common.json.Json;
import routes.fakes.PublicSchema;

/** A broker that answers when its producers have given up: every record is in its own topic and partition all the same. */
final class LateAnswerFaults {
    private static final String ALARMS = "veaiops.alarms";
    private static final String EVENTS = "veaiops.events";
    private static final String REJECTED = "veaiops.alarms.rejected";

    /** Longer than camel.component.kafka.delivery-timeout-ms: all that was under way has expired. */
    private static final double BEYOND_DELIVERY = 7;

    private static final int AT_ONCE = 20;
    private static final int PARTITIONS = 6;

    private LateAnswerFaults() {}

    static List<Fault> all() {
        return List.of(Fault.of(
                "broker answers after the delivery timeout, twice, with records of two topics under way",
                LateAnswerFaults::twice));
    }

    /** Once while the merge publishes events, once while it puts aside what it cannot read as an alarm. */
    private static void twice(Run run) {
        Instant begun = Instant.now();
        Load load = run.webhookAndChat().load(600, 24);
        answerLate(run, EVENTS);
        answerLate(run, REJECTED);
        run.cameBack();
        load.await();
        assertThat(load.unavailable()).isZero();
        run.afterwards(() -> inTheirOwnTopics(run, begun));
    }

    private static void answerLate(Run run, String topic) {
        Wire wire = run.ground().kafka();
        Set<String> held = ConcurrentHashMap.newKeySet();
        Predicate<byte[]> kind = request -> topicOf(request).map(held::add).isPresent();
        writeNoAlarmsUntil(run, wire.at(Trip.before(Trip.produceTo(topic), 1, () -> wire.hold(kind))));
        Run.away(BEYOND_DELIVERY);
        wire.passAll();
        assertThat(held).as("topics under way").contains(topic, ALARMS);
    }

    /** Of a request that appends records; the name of one topic begins that of another. */
    private static Optional<String> topicOf(byte[] request) {
        return Stream.of(REJECTED, EVENTS, ALARMS)
                .filter(topic -> Trip.produceTo(topic).test(request))
                .findFirst();
    }

    private static void writeNoAlarmsUntil(Run run, Trip fired) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", run.ground().site().kafka()),
                new StringSerializer(),
                new StringSerializer())) {
            run.until("a request to hold", () -> {
                for (int i = 0; i < AT_ONCE && !fired.fired(); i++) {
                    producer.send(new ProducerRecord<>(ALARMS, run.project() + "-" + i, noAlarm(run)));
                }
                return fired.fired();
            });
            producer.close(Duration.ZERO);
        }
    }

    private static String noAlarm(Run run) {
        return "no alarm of " + run.project();
    }

    private static void inTheirOwnTopics(Run run, Instant begun) {
        PublicSchema alarm = PublicSchema.named("alarm");
        PublicSchema event = PublicSchema.named("event");
        each(run, begun, ALARMS, record -> {
            if (!text(record).equals(noAlarm(run))) {
                isKeyedBy(record, alarm);
            }
        });
        each(run, begun, EVENTS, record -> isKeyedBy(record, event));
        each(run, begun, REJECTED, record -> assertThat(text(record)).isEqualTo(noAlarm(run)));
    }

    private static void each(Run run, Instant begun, String topic, Consumer<ConsumerRecord<String, byte[]>> check) {
        List<ConsumerRecord<String, byte[]>> records = TopicRecords.of(
                        run.ground().site().kafka(), topic)
                .stream()
                .filter(record -> record.timestamp() >= begun.toEpochMilli())
                .toList();
        assertThat(records).as(topic).isNotEmpty().allSatisfy(record -> {
            assertThat(record.partition()).isEqualTo(partitionOf(record.key()));
            check.accept(record);
        });
    }

    private static void isKeyedBy(ConsumerRecord<String, byte[]> record, PublicSchema schema) {
        JsonNode value = json(record);
        assertThat(schema.problemsOf(value)).as(text(record)).isEmpty();
        assertThat(value.path("fingerprint").asText()).isEqualTo(record.key());
    }

    private static int partitionOf(String key) {
        return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), PARTITIONS);
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static JsonNode json(ConsumerRecord<String, byte[]> record) {
        try {
            return Json.mapper().readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException("A record that is no JSON: " + text(record), e);
        }
    }
}

package routes.steps.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Asks the brokers how far each stage is behind, and so whether they answer at all. */
public final class LogWatch implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 2000;

    private final KafkaAccess kafka;
    private final Map<String, String> topicOfGroup;
    private final MeterRegistry registry;
    private final Map<String, AtomicLong> lags = new ConcurrentHashMap<>();
    private @Nullable Admin admin;

    /** @param topicOfGroup the topic that each consumer group reads */
    public LogWatch(KafkaAccess kafka, Map<String, String> topicOfGroup, MeterRegistry registry) {
        this.kafka = kafka;
        this.topicOfGroup = Map.copyOf(topicOfGroup);
        this.registry = registry;
    }

    /**
     * Brings the gauges up to date.
     *
     * @throws ExecutionException or TimeoutException when the brokers do not answer
     */
    public synchronized void look() throws ExecutionException, TimeoutException, InterruptedException {
        Admin asked = admin;
        if (asked == null) {
            asked = Admin.create(kafka.with(Map.of(
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS)));
            admin = asked;
        }
        for (Map.Entry<String, String> stage : topicOfGroup.entrySet()) {
            lags.computeIfAbsent(stage.getKey(), this::gauge).set(askLag(asked, stage.getKey()));
        }
    }

    private static long askLag(Admin admin, String group)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        committed.keySet().forEach(partition -> ends.put(partition, OffsetSpec.latest()));
        long behind = 0;
        for (var end : admin.listOffsets(ends)
                .all()
                .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .entrySet()) {
            OffsetAndMetadata done = committed.get(end.getKey());
            behind += done == null ? 0 : Math.max(0, end.getValue().offset() - done.offset());
        }
        return behind;
    }

    /** How many records the group had not finished at the latest look; 0 before the first. */
    public long lag(String group) {
        AtomicLong seen = lags.get(group);
        return seen == null ? 0 : seen.get();
    }

    /** The same for every group that was looked at. */
    public Map<String, Long> lags() {
        return lags.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue()
                .get()));
    }

    private AtomicLong gauge(String group) {
        AtomicLong lag = new AtomicLong();
        Gauge.builder("veaiops.stage.lag", lag, AtomicLong::get)
                .description("records that the stage has not finished")
                .tag("group", group)
                .tag("topic", topicOfGroup.get(group))
                .register(registry);
        return lag;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(java.time.Duration.ofSeconds(1));
        }
    }
}

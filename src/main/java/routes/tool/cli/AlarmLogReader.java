package routes.tool.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import routes.alarm.Alarm;
import routes.common.json.Json;
import routes.steps.kafka.KafkaAccess;
import routes.tool.compare.KeptAlarm;
import routes.tool.compare.TimeOrder;

/** Reads the log of alarms and leaves no trace in it: no group, no offsets. */
record AlarmLogReader(KafkaAccess kafka, String topic, Instant since, long most) {
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final int POLL = 2000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * What was read.
     *
     * @param alarms how many
     * @param unreadable records that are no alarms
     * @param whole whether the log was read to its end of when the reading began
     */
    record Read(long alarms, long unreadable, boolean whole) {}

    /**
     * @param next is given the alarms, in the order in which they were received
     * @param progress receives the number of records read so far
     */
    Read read(Consumer<List<KeptAlarm>> next, LongConsumer progress) {
        Map<String, Object> settings = new HashMap<>(KafkaOptions.unnoticed());
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, (int) Math.max(1, Math.min(most, POLL)));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka.with(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(consumer));
            seek(consumer, ends);
            return read(consumer, ends, next, progress);
        }
    }

    private Read read(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            Consumer<List<KeptAlarm>> next,
            LongConsumer progress) {
        TimeOrder order = new TimeOrder(ends.keySet());
        long alarms = 0;
        long unreadable = 0;
        int idle = 0;
        while (true) {
            List<KeptAlarm> ready = order.ready(unread(consumer, ends), most - alarms);
            if (!ready.isEmpty()) {
                alarms += ready.size();
                next.accept(ready);
                progress.accept(alarms);
            }
            if (unread(consumer, ends).isEmpty() && order.empty()) {
                return new Read(alarms, unreadable, true);
            }
            if (alarms >= most) {
                return new Read(alarms, unreadable, false);
            }
            consumer.resume(consumer.paused());
            consumer.pause(order.full(POLL));
            ConsumerRecords<byte[], byte[]> records = consumer.poll(WAIT);
            idle = records.isEmpty() ? idle + 1 : 0;
            if (idle > PATIENCE.toMillis() / WAIT.toMillis()) {
                throw new CouldNotAsk("the log stopped answering before its end was reached");
            }
            unreadable += add(records, order);
        }
    }

    /** @return how many of them are no alarms */
    private static long add(ConsumerRecords<byte[], byte[]> records, TimeOrder order) {
        long unreadable = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Optional<Alarm> alarm = alarm(record.value());
            alarm.ifPresent(one ->
                    order.add(new TopicPartition(record.topic(), record.partition()), KeptAlarm.of(one, record)));
            unreadable += alarm.isPresent() ? 0 : 1;
        }
        return unreadable;
    }

    private List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        List<PartitionInfo> found = consumer.partitionsFor(topic);
        if (found == null || found.isEmpty()) {
            throw new CouldNotAsk("there is no topic " + topic);
        }
        return found.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private void seek(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        consumer.assign(ends.keySet());
        Map<TopicPartition, Long> times = new HashMap<>();
        ends.keySet().forEach(partition -> times.put(partition, since.toEpochMilli()));
        consumer.offsetsForTimes(times)
                .forEach((partition, found) -> consumer.seek(
                        partition, found == null ? Objects.requireNonNull(ends.get(partition)) : found.offset()));
    }

    private static Set<TopicPartition> unread(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .filter(end -> consumer.position(end.getKey()) < end.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Optional<Alarm> alarm(byte[] value) {
        try {
            return Optional.of(Json.mapper().readValue(value, Alarm.class));
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }
}

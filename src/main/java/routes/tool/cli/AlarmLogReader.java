package routes.tool.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import routes.alarm.Alarm;
import routes.common.json.Json;
import routes.event.LogPosition;
import routes.event.LoggedAlarm;
import routes.steps.kafka.KafkaAccess;

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
     * @param next is given the alarms, in the order of their partitions
     * @param progress receives the number of records read so far
     */
    Read read(Consumer<List<LoggedAlarm>> next, LongConsumer progress) {
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
            Consumer<List<LoggedAlarm>> next,
            LongConsumer progress) {
        long alarms = 0;
        long unreadable = 0;
        int idle = 0;
        while (!done(consumer, ends)) {
            if (alarms >= most) {
                return new Read(alarms, unreadable, false);
            }
            ConsumerRecords<byte[], byte[]> records = consumer.poll(WAIT);
            idle = records.isEmpty() ? idle + 1 : 0;
            if (idle > PATIENCE.toMillis() / WAIT.toMillis()) {
                throw new CouldNotAsk("the log stopped answering before its end was reached");
            }
            List<LoggedAlarm> read = alarms(records);
            unreadable += records.count() - read.size();
            alarms += read.size();
            if (!read.isEmpty()) {
                next.accept(read);
                progress.accept(alarms);
            }
        }
        return new Read(alarms, unreadable, true);
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

    private static boolean done(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static List<LoggedAlarm> alarms(ConsumerRecords<byte[], byte[]> records) {
        List<LoggedAlarm> alarms = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            LogPosition position = new LogPosition(record.partition(), record.offset());
            alarm(record.value()).ifPresent(alarm -> alarms.add(new LoggedAlarm(alarm, position)));
        }
        return alarms;
    }

    private static Optional<Alarm> alarm(byte[] value) {
        try {
            return Optional.of(Json.mapper().readValue(value, Alarm.class));
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }
}

package routes.steps.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer of a stage. It waits only while it has nothing: after a poll that brought records the next one takes what has
 * come meanwhile and returns. Offsets of finished batches are gathered and committed together, a fixed time
 * ({@code auto.commit.interval.ms}) after the first of them, without waiting for the answer.
 *
 * <p>Failure policy: an offset is handed over only when its batch is done, so a killed process reads again what it did
 * within that time, and stages take a repeated record without harm. Before its partitions move, and when it is closed, the
 * consumer commits what it has and waits. A commit that fails is tried again while the partition is ours. While the brokers
 * refuse the consumer (a password that is being changed, a right that is missing) it has nothing to read and goes on asking:
 * Camel would end it for good.
 */
final class StageConsumer extends KafkaConsumer<Object, Object> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(StageConsumer.class);

    private final Map<TopicPartition, OffsetAndMetadata> finished = new HashMap<>();
    private final long gatherNanos;
    private long due;
    private boolean mayHaveMore;
    private boolean refused;

    StageConsumer(Properties settings) {
        super(settings);
        String millis = String.valueOf(settings.get(ConsumerConfig.AUTO_COMMIT_INTERVAL_MS_CONFIG));
        gatherNanos = Duration.ofMillis(Long.parseLong(millis)).toNanos();
    }

    /** Commits this offset soon; called between two polls, when everything before it is done. */
    void commitSoon(TopicPartition partition, long next) {
        gather(partition, new OffsetAndMetadata(next));
    }

    @Override
    public ConsumerRecords<Object, Object> poll(Duration timeout) {
        commitWhatIsDue();
        try {
            ConsumerRecords<Object, Object> records = super.poll(mayHaveMore ? Duration.ZERO : untilDue(timeout));
            mayHaveMore = !records.isEmpty();
            refused = false;
            return records;
        } catch (AuthenticationException | AuthorizationException e) {
            return nothing(timeout, e);
        }
    }

    private ConsumerRecords<Object, Object> nothing(Duration timeout, KafkaException refusal) {
        if (!refused) {
            LOG.warn("Kafka refuses a stage, which tries again: {}", KafkaAccess.reason(refusal));
        }
        refused = true;
        mayHaveMore = false;
        LockSupport.parkNanos(timeout.toNanos());
        return ConsumerRecords.empty();
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        super.subscribe(topics, new CommitFirst(listener));
    }

    @Override
    public void subscribe(Pattern topics, ConsumerRebalanceListener listener) {
        super.subscribe(topics, new CommitFirst(listener));
    }

    @Override
    public void close() {
        commitNow();
        super.close();
    }

    @Override
    public void close(Duration timeout) {
        commitNow();
        super.close(timeout);
    }

    private void gather(TopicPartition partition, OffsetAndMetadata next) {
        if (finished.isEmpty()) {
            due = System.nanoTime() + gatherNanos;
        }
        finished.merge(partition, next, (one, other) -> one.offset() > other.offset() ? one : other);
    }

    private Duration untilDue(Duration timeout) {
        if (finished.isEmpty()) {
            return timeout;
        }
        Duration left = Duration.ofNanos(Math.max(0, due - System.nanoTime())).plusMillis(1);
        return left.compareTo(timeout) < 0 ? left : timeout;
    }

    private void commitWhatIsDue() {
        if (!finished.isEmpty() && due - System.nanoTime() <= 0) {
            Map<TopicPartition, OffsetAndMetadata> sent = taken();
            commitAsync(sent, (offsets, failure) -> answered(sent, failure));
        }
    }

    private void answered(Map<TopicPartition, OffsetAndMetadata> sent, Exception failure) {
        if (failure != null && isPassing(failure)) {
            Set<TopicPartition> ours = assignment();
            sent.forEach((partition, next) -> {
                if (ours.contains(partition)) {
                    gather(partition, next);
                }
            });
        } else if (failure != null) {
            readAgain(failure);
        }
    }

    private static boolean isPassing(Exception failure) {
        return failure instanceof RetriableException
                || failure instanceof RebalanceInProgressException
                || KafkaAccess.isRefusal(failure);
    }

    /** A stop wakes the consumer up, which ends one attempt. */
    private void commitNow() {
        Map<TopicPartition, OffsetAndMetadata> last = taken();
        if (last.isEmpty()) {
            return;
        }
        try {
            try {
                commitSync(last, PATIENCE);
            } catch (WakeupException stopping) {
                commitSync(last, PATIENCE);
            }
        } catch (KafkaException e) {
            readAgain(e);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> taken() {
        Map<TopicPartition, OffsetAndMetadata> all = Map.copyOf(finished);
        finished.clear();
        return all;
    }

    private static void readAgain(Exception failure) {
        LOG.warn("the last batches are read again, by us or by another consumer: {}", failure.toString());
    }

    /** Commits before partitions move, and forgets those that are gone already. */
    private final class CommitFirst implements ConsumerRebalanceListener {
        private final ConsumerRebalanceListener listener;

        CommitFirst(ConsumerRebalanceListener listener) {
            this.listener = listener;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commitNow();
            listener.onPartitionsRevoked(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            listener.onPartitionsAssigned(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            finished.keySet().removeAll(partitions);
            listener.onPartitionsLost(partitions);
        }
    }
}

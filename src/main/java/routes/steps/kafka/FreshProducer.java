package routes.steps.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A producer that is made anew while no record of it was ever acknowledged. An idempotent producer asks for its id once; when
 * the brokers refuse it meanwhile (kafka-clients 3.9.2), it never asks again and every record of it expires, also after they
 * let it in.
 *
 * <p>Failure policy: the record whose send fails is the caller's, as ever; what waits in the given up producer fails with it.
 * Records that were acknowledged are never touched, because the first acknowledgement ends all this.
 */
final class FreshProducer implements Producer<Object, Object> {
    private static final long SHORTEST_LIFE = Duration.ofSeconds(1).toNanos();

    private final Supplier<Producer<Object, Object>> maker;
    private final LongSupplier nanoTime;
    private volatile Producer<Object, Object> producer;
    private volatile boolean proven;
    private long madeAt;

    FreshProducer(Supplier<Producer<Object, Object>> maker, LongSupplier nanoTime) {
        this.maker = maker;
        this.nanoTime = nanoTime;
        this.producer = maker.get();
        this.madeAt = nanoTime.getAsLong();
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<Object, Object> record) {
        return send(record, null);
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<Object, Object> record, @Nullable Callback callback) {
        Producer<Object, Object> used = producer;
        if (proven) {
            return used.send(record, callback);
        }
        try {
            return used.send(record, (metadata, failure) -> {
                judge(used, failure);
                if (callback != null) {
                    callback.onCompletion(metadata, failure == null ? null : asOutage(used, failure));
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            throw asOutage(used, e);
        }
    }

    /** What a producer says that was given up meanwhile ("closed") is that Kafka was away. */
    private RuntimeException asOutage(Producer<Object, Object> used, Exception failure) {
        if (used != producer && !(failure instanceof ApiException)) {
            return new TimeoutException("Kafka did not take the record, and its producer was made anew", failure);
        }
        return failure instanceof RuntimeException same ? same : new KafkaException(failure);
    }

    private void judge(Producer<Object, Object> used, @Nullable Exception failure) {
        if (failure == null) {
            proven = true;
        } else if ((failure instanceof TimeoutException || KafkaAccess.isRefusal(failure)) && replaced(used)) {
            used.close(Duration.ZERO);
        }
    }

    private synchronized boolean replaced(Producer<Object, Object> used) {
        boolean old = nanoTime.getAsLong() - madeAt >= SHORTEST_LIFE;
        if (proven || used != producer || !old) {
            return false;
        }
        producer = maker.get();
        madeAt = nanoTime.getAsLong();
        return true;
    }

    /** The one to close; no other one comes after it. Closing waits for callbacks, so it holds no lock. */
    private synchronized Producer<Object, Object> last() {
        proven = true;
        return producer;
    }

    @Override
    public void flush() {
        producer.flush();
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        return producer.partitionsFor(topic);
    }

    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        return producer.metrics();
    }

    @Override
    public Uuid clientInstanceId(Duration timeout) {
        return producer.clientInstanceId(timeout);
    }

    @Override
    public void close() {
        last().close();
    }

    @Override
    public void close(Duration timeout) {
        last().close(timeout);
    }

    @Override
    public void initTransactions() {
        producer.initTransactions();
    }

    @Override
    public void beginTransaction() {
        producer.beginTransaction();
    }

    @Deprecated
    @Override
    public void sendOffsetsToTransaction(Map<TopicPartition, OffsetAndMetadata> offsets, String group) {
        producer.sendOffsetsToTransaction(offsets, group);
    }

    @Override
    public void sendOffsetsToTransaction(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        producer.sendOffsetsToTransaction(offsets, group);
    }

    @Override
    public void commitTransaction() {
        producer.commitTransaction();
    }

    @Override
    public void abortTransaction() {
        producer.abortTransaction();
    }
}

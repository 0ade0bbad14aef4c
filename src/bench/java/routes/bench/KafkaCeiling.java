package routes.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The raw limit of the log: records that callers wait for, as the alarm endpoints do. */
final class KafkaCeiling {
    private static final String TOPIC = "bench.ceiling";
    private static final int PARTITIONS = 6;

    private KafkaCeiling() {}

    /** Acknowledged records each second. @param bytes size of a record's value */
    static double sendsPerSecond(String brokers, int bytes, BenchSettings settings) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.empty())))
                    .all()
                    .get();
        }
        Map<String, Object> waiting = Map.of("bootstrap.servers", brokers, "acks", "all", "linger.ms", 0);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(waiting, new StringSerializer(), new ByteArraySerializer())) {
            sends(producer, bytes, settings.warmUpOfPart());
            return sends(producer, bytes, settings.phase()) / (settings.phase().toNanos() / 1e9);
        }
    }

    private static long sends(KafkaProducer<String, byte[]> producer, int bytes, Duration time)
            throws InterruptedException {
        LongAdder sent = new LongAdder();
        long end = System.nanoTime() + time.toNanos();
        Thread[] callers = new Thread[Load.CONNECTIONS];
        for (int i = 0; i < callers.length; i++) {
            String caller = "caller-" + i + "-";
            callers[i] = new Thread(() -> {
                for (long next = 0; System.nanoTime() < end; next++) {
                    send(producer, new ProducerRecord<>(TOPIC, caller + next, new byte[bytes]));
                    sent.increment();
                }
            });
            callers[i].start();
        }
        for (Thread caller : callers) {
            caller.join();
        }
        return sent.sum();
    }

    private static void send(KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("Kafka refused a record", e);
        }
    }
}

package routes.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class KilledServersTest {

    private static final int WRITERS = 8;
    private static final int ENOUGH = 1_000;

    @TempDir
    private Path folder;

    @Test
    void mongodb_keeps_every_write_it_acknowledged_and_no_half_write() {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        try (ServerProcess server = ServerProcess.start(EmbeddedMongo.class, folder)) {
            try (MongoClient client = MongoClients.create(server.address() + "/?serverSelectionTimeoutMS=3000")) {
                MongoCollection<Document> events = client.getDatabase("test").getCollection("events");
                events.createIndex(Indexes.ascending("key"), new IndexOptions().unique(true));
                writeUntilKilled(server, acknowledged, id -> insert(events, id));
            }
        }

        try (EmbeddedMongo restarted = EmbeddedMongo.start(0, folder);
                MongoClient client = MongoClients.create(restarted.uri())) {
            MongoCollection<Document> events = client.getDatabase("test").getCollection("events");
            Set<String> stored = new HashSet<>();
            events.find().forEach(event -> stored.add(event.getString("_id")));

            assertThat(stored).containsAll(acknowledged);
            assertThat(stored).allSatisfy(id -> {
                assertThat(events.countDocuments(new Document("_id", id))).isOne();
                assertThat(events.countDocuments(new Document("key", id))).isOne();
            });
        }
    }

    private static boolean insert(MongoCollection<Document> events, String id) {
        try {
            events.insertOne(new Document("_id", id).append("key", id));
            return true;
        } catch (MongoException killed) {
            return false;
        }
    }

    @Test
    void kafka_keeps_every_record_it_acknowledged() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        try (ServerProcess server = ServerProcess.start(EmbeddedKafka.class, folder)) {
            createTopic(server.address());
            try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                    Map.of(
                            "bootstrap.servers",
                            server.address(),
                            "acks",
                            "all",
                            "delivery.timeout.ms",
                            2500,
                            "request.timeout.ms",
                            2000,
                            "max.block.ms",
                            3000,
                            "linger.ms",
                            0),
                    new StringSerializer(),
                    new StringSerializer())) {
                writeUntilKilled(server, acknowledged, id -> send(producer, id));
            }
        }

        try (EmbeddedKafka restarted = EmbeddedKafka.start(0, folder)) {
            assertThat(read(restarted.bootstrap(), acknowledged.size())).containsAll(acknowledged);
        }
    }

    private static void createTopic(String bootstrap) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic("test", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static boolean send(KafkaProducer<String, String> producer, String id) {
        try {
            producer.send(new ProducerRecord<>("test", id)).get();
            return true;
        } catch (ExecutionException killed) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Set<String> read(String bootstrap, int atLeast) {
        Set<String> values = new HashSet<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition("test", 0)));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(found -> values.add(found.value()));
                return values.size() >= atLeast;
            });
        }
        return values;
    }

    /** Eight writers write as fast as they can; the server is killed in their midst. */
    private static void writeUntilKilled(ServerProcess server, Set<String> acknowledged, Predicate<String> write) {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        for (int writer = 0; writer < WRITERS; writer++) {
            String prefix = writer + "-";
            writers.submit(() -> {
                for (int i = 0; write.test(prefix + i); i++) {
                    acknowledged.add(prefix + i);
                }
            });
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() >= ENOUGH);
        server.kill();
        writers.shutdown();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> writers.awaitTermination(0, TimeUnit.SECONDS));
    }
}

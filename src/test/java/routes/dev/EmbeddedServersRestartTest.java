package routes.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class EmbeddedServersRestartTest {

    private static final int DOCUMENTS = 1_000;
    private static final long MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void kafka_knows_its_topics_after_a_restart_on_another_port() throws Exception {
        String first;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(0, folder);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            first = kafka.bootstrap();
            admin.createTopics(List.of(new NewTopic("test", 3, (short) 1)))
                    .all()
                    .get();
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(0, folder);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            assertThat(kafka.bootstrap()).isNotEqualTo(first);
            assertThat(admin.listTopics().names().get()).contains("test");
        }
    }

    @Test
    void mongodb_keeps_its_documents_and_indexes_and_its_file_does_not_grow_with_the_updates() throws Exception {
        try (EmbeddedMongo mongo = EmbeddedMongo.start(0, folder);
                MongoClient client = MongoClients.create(mongo.uri())) {
            MongoCollection<Document> events = client.getDatabase("test").getCollection("events");
            events.insertMany(IntStream.range(0, DOCUMENTS)
                    .mapToObj(number -> new Document("_id", number).append("text", "x".repeat(500)))
                    .toList());
            for (int round = 0; round < 100; round++) {
                events.updateMany(Filters.gte("_id", 0), Updates.inc("round", 1));
            }
            for (int number = 0; number < 2 * DOCUMENTS; number++) {
                events.updateOne(Filters.eq("_id", number % DOCUMENTS), Updates.inc("round", 1));
            }
        }
        assertThat(Files.size(folder.resolve("mongo.mv"))).isLessThan(16 * MEGABYTE);

        try (EmbeddedMongo mongo = EmbeddedMongo.start(0, folder);
                MongoClient client = MongoClients.create(mongo.uri())) {
            MongoCollection<Document> events = client.getDatabase("test").getCollection("events");
            long before = mongo.documentsExamined();
            assertThat(events.find(Filters.eq("_id", 7)).first()).containsEntry("round", 102);
            assertThat(mongo.documentsExamined() - before).isOne();
            assertThat(events.countDocuments()).isEqualTo(DOCUMENTS);
        }
    }
}

package routes.dev;

import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
class EmbeddedMongoTest {

    private static final int STORED = 500;

    private static EmbeddedMongo server;
    private static MongoClient client;
    private MongoCollection<Document> events;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = EmbeddedMongo.start(0, folder);
        client = MongoClients.create(server.uri());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    /** 500 documents: due is a sparse key of the even ones, source and retry are a key of two parts. */
    @BeforeEach
    void store() {
        client.getDatabase("test").drop();
        events = client.getDatabase("test").getCollection("events");
        events.createIndex(
                Indexes.ascending("due"), new IndexOptions().unique(true).sparse(true));
        events.createIndex(Indexes.ascending("source", "retry"), new IndexOptions().unique(true));
        events.insertMany(
                IntStream.range(0, STORED).mapToObj(EmbeddedMongoTest::event).toList());
    }

    private static Document event(int number) {
        Document event = new Document("_id", "e%03d".formatted(number))
                .append("number", number)
                .append("version", number % 3)
                .append("source", "source-" + number % 10)
                .append("retry", number / 10);
        return number % 2 == 0 ? event.append("due", (long) number) : event;
    }

    static Stream<Arguments> queries() {
        return Stream.of(
                Arguments.of(eq("_id", "e007"), 1, 1),
                Arguments.of(and(eq("_id", "e007"), eq("version", 1)), 1, 1),
                Arguments.of(and(eq("_id", "e007"), eq("version", 2)), 0, 1),
                Arguments.of(and(eq("version", 1), and(eq("_id", "e007"), ne("number", 8))), 1, 1),
                Arguments.of(
                        new Document(
                                "$and",
                                List.of(eq("_id", "e007"), eq("number", 7)).stream()
                                        .map(Bson::toBsonDocument)
                                        .toList()),
                        1,
                        1),
                Arguments.of(eq("_id", "nobody"), 0, 0),
                Arguments.of(in("_id", "e001", "e002", "e002", "nobody"), 2, 2),
                Arguments.of(and(in("_id", "e001", "e002"), eq("number", 2)), 1, 2),
                Arguments.of(lte("due", 10), 6, 6),
                Arguments.of(lt("due", 10), 5, 6),
                Arguments.of(and(gt("due", 10), lt("due", 20.5)), 5, 6),
                Arguments.of(and(gte("_id", "e010"), lte("_id", "e019"), eq("version", 0)), 3, 10),
                Arguments.of(eq("source", "source-3"), 50, 50),
                Arguments.of(and(eq("retry", 4), eq("source", "source-3")), 1, 1),
                Arguments.of(and(eq("source", "source-3"), gte("retry", 48)), 2, 2),
                Arguments.of(and(eq("source", "source-3"), in("retry", 1, 2, 99)), 2, 2),
                Arguments.of(and(in("source", "source-3", "source-4"), eq("retry", 1)), 2, 100),
                Arguments.of(eq("number", 7), 1, STORED),
                Arguments.of(eq("due", null), STORED / 2, STORED),
                Arguments.of(regex("_id", "^e00"), 10, STORED));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void a_query_finds_what_a_scan_finds_and_reads_what_its_index_names(Bson query, int found, int read) {
        long before = server.documentsExamined();

        List<Document> documents = events.find(query).into(new ArrayList<>());

        assertThat(server.documentsExamined() - before).isLessThanOrEqualTo(read);
        assertThat(documents).hasSize(found);
        assertThat(events.countDocuments(query)).isEqualTo(found);
    }

    @Test
    void writes_and_counts_use_the_index_too() {
        long before = server.documentsExamined();

        assertThat(events.findOneAndUpdate(and(eq("_id", "e008"), eq("version", 2)), inc("version", 1)))
                .isNotNull();
        assertThat(events.findOneAndUpdate(and(eq("_id", "e008"), eq("version", 2)), inc("version", 1)))
                .isNull();
        assertThat(events.updateMany(and(eq("source", "source-1"), lt("retry", 3)), set("seen", true))
                        .getModifiedCount())
                .isEqualTo(3);
        assertThat(events.deleteMany(and(gte("due", 100), lt("due", 110), ne("version", 0)))
                        .getDeletedCount())
                .isEqualTo(3);
        assertThat(events.countDocuments(gte("due", 490))).isEqualTo(5);
        assertThat(events.aggregate(List.of(match(gte("due", 490)), group(null, Accumulators.sum("sum", "$number"))))
                        .first())
                .containsEntry("sum", 490 + 492 + 494 + 496 + 498);

        assertThat(server.documentsExamined() - before).isLessThan(50);
    }

    @Test
    void a_sorted_page_is_read_from_the_index_in_both_directions() {
        long before = server.documentsExamined();

        assertThat(ids(events.find().sort(descending("_id")).limit(3))).containsExactly("e499", "e498", "e497");
        assertThat(ids(events.find(gt("_id", "e100")).sort(ascending("_id")).limit(2)))
                .containsExactly("e101", "e102");
        assertThat(ids(events.find(lte("due", 300)).sort(ascending("due")).limit(2)))
                .containsExactly("e000", "e002");
        assertThat(ids(events.find(eq("source", "source-3"))
                        .sort(descending("retry"))
                        .limit(2)))
                .containsExactly("e493", "e483");
        assertThat(ids(events.find().sort(ascending("_id")).skip(5).limit(1))).containsExactly("e005");

        assertThat(server.documentsExamined() - before).isLessThan(30);
    }

    @Test
    void a_sorted_look_through_everything_comes_to_no_harm_while_documents_go() {
        CompletableFuture<Void> deletes = CompletableFuture.runAsync(
                () -> IntStream.range(0, STORED).forEach(number -> events.deleteOne(eq("number", number))));
        while (!deletes.isDone()) {
            assertThat(ids(events.find(eq("version", 1)).sort(ascending("_id"))))
                    .isSorted();
        }

        assertThat(deletes).succeedsWithin(Duration.ofSeconds(30));
        assertThat(ids(events.find().sort(ascending("_id")))).isEmpty();
    }

    @Test
    void a_sort_by_a_sparse_key_still_shows_the_documents_without_it() {
        assertThat(ids(events.find().sort(ascending("due")))).hasSize(STORED);
    }

    @Test
    void a_key_that_holds_a_list_is_found_by_each_of_its_elements() {
        events.insertOne(new Document("_id", "list").append("source", "x").append("due", List.of(1000, 3000)));
        events.insertOne(new Document("_id", "none").append("source", "y").append("due", List.of()));

        assertThat(ids(events.find(eq("due", 3000)))).containsExactly("list");
        assertThat(ids(events.find(gt("due", 900)))).containsExactly("list");
        assertThat(ids(events.find(and(gt("due", 1500), lt("due", 2000))))).containsExactly("list");
        assertThat(ids(events.find(gte("due", 490)).sort(ascending("due"))))
                .contains("list")
                .hasSize(6);
    }

    @Test
    void a_unique_key_is_held_and_a_sparse_one_is_free_again_when_it_is_unset() {
        assertThatThrownBy(() -> events.insertOne(
                        new Document("_id", "new").append("source", "z").append("due", 4)))
                .isInstanceOf(MongoWriteException.class)
                .hasMessageContaining("E11000");

        events.updateOne(eq("due", 4), unset("due"));
        events.insertOne(new Document("_id", "new").append("source", "z").append("due", 4.0));

        assertThat(ids(events.find(eq("due", 4L)))).containsExactly("new");
    }

    private static List<String> ids(Iterable<Document> documents) {
        return StreamSupport.stream(documents.spliterator(), false)
                .map(document -> document.getString("_id"))
                .toList();
    }
}

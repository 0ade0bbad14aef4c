package routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.common.json.Json;
import routes.health.ledger.SystemCounts;
import routes.health.ledger.SystemStatistics;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.store.MongoSystemCounts;
import routes.store.WireServer;

@Tag("slow")
class SystemApiTest {
    private static final Instant NOW = Instant.parse("2026-03-15T10:00:00Z");
    private static final Instant TODAY = Instant.parse("2026-03-15T00:00:00Z");
    private static final String COUNTED =
            """
            {
              "active_bots" : 2,
              "active_chats" : 1,
              "active_inform_strategies" : 3,
              "active_subscribes" : 1,
              "active_users" : 4,
              "active_products" : 1,
              "active_projects" : 2,
              "active_customers" : 0,
              "active_intelligent_threshold_tasks" : 3,
              "active_intelligent_threshold_autoupdate_tasks" : 1,
              "latest_1d_intelligent_threshold_success_num" : 2,
              "latest_1d_intelligent_threshold_failed_num" : 1,
              "latest_7d_intelligent_threshold_success_num" : 3,
              "latest_7d_intelligent_threshold_failed_num" : 2,
              "latest_30d_intelligent_threshold_success_num" : 4,
              "latest_30d_intelligent_threshold_failed_num" : 3,
              "latest_24h_events" : 3,
              "last_1d_events" : 2,
              "last_7d_events" : 3,
              "last_30d_events" : 4,
              "latest_24h_messages" : 3,
              "last_1d_messages" : 2,
              "last_7d_messages" : 3,
              "last_30d_messages" : 4
            }""";
    private static final ApiRequest REQUEST =
            new ApiRequest("GET", "/", Map.of(), Map.of(), Map.of(), new byte[0], "r");

    @Test
    void the_counters_are_those_of_the_store_with_whole_days_of_utc() {
        try (WireServer store = WireServer.start()) {
            fill(store.database());
            SystemApi api = new SystemApi(
                    new SystemStatistics(new MongoSystemCounts(store.database()), Clock.fixed(NOW, ZoneOffset.UTC)));

            JsonNode envelope =
                    Json.mapper().valueToTree(api.statistics(REQUEST).body());

            assertThat(envelope.get("data").toPrettyString()).isEqualTo(COUNTED);
        }
    }

    @Test
    void there_is_no_setting_for_everybody_and_the_pages_that_ask_get_an_object() {
        ApiAnswer answer = new SystemApi(new SystemStatistics(new NoCounts(), Clock.systemUTC())).globalConfig(REQUEST);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(((ApiAnswer.Envelope) answer.body()).data()).isEqualTo(Map.of());
    }

    private static void fill(MongoDatabase database) {
        switched(database, "veaiops__config_bot", 2);
        switched(database, "veaiops__chatops_chat", 1);
        switched(database, "veaiops__event_inform_strategy", 3);
        switched(database, "veaiops__event_subscribe", 1);
        switched(database, "veaiops__meta_user", 4);
        switched(database, "veaiops__product", 1);
        switched(database, "veaiops__project", 2);
        switched(database, "veaiops__customer", 0);
        switched(database, "veaiops__intelligent_threshold_task", 2);
        put(
                database,
                "veaiops__intelligent_threshold_task",
                new Document("is_active", true).append("auto_update", true));
        put(
                database,
                "veaiops__intelligent_threshold_task",
                new Document("is_active", false).append("auto_update", true));
        for (String status : List.of("Success", "Failed", "Running")) {
            at("created_at", status.equals("Success"))
                    .forEach(time -> put(
                            database, "veaiops__intelligent_threshold_task_version", time.append("status", status)));
        }
        for (int status : List.of(3, 0, 12)) {
            at("created_at", true).forEach(time -> put(database, "veaiops__event", time.append("status", status)));
        }
        at("msg_time", true).forEach(time -> put(database, "veaiops__chatops_message", time));
    }

    /** Two of yesterday (its first and its last moment), one each of the last week, month, today, tomorrow and long ago. */
    private static List<Document> at(String field, boolean twoYesterday) {
        List<Instant> times = new ArrayList<>(List.of(
                TODAY.minus(Duration.ofDays(1)),
                TODAY.minus(Duration.ofDays(7)),
                TODAY.minus(Duration.ofDays(30)),
                TODAY.minus(Duration.ofDays(30)).minusMillis(1),
                TODAY,
                NOW.minusMillis(1),
                NOW));
        if (twoYesterday) {
            times.add(TODAY.minusMillis(1));
        }
        return times.stream().map(time -> new Document(field, Date.from(time))).toList();
    }

    private static void switched(MongoDatabase database, String collection, int active) {
        put(database, collection, new Document("is_active", false).append("n", -1));
        for (int i = 0; i < active; i++) {
            put(database, collection, i == 0 ? new Document("n", i) : new Document("is_active", true).append("n", i));
        }
    }

    private static void put(MongoDatabase database, String collection, Document document) {
        database.getCollection(collection).insertOne(document);
    }

    private static final class NoCounts implements SystemCounts {
        @Override
        public long active(Switched what) {
            return 0;
        }

        @Override
        public long autoUpdatedTasks() {
            return 0;
        }

        @Override
        public long versions(boolean succeeded, Instant from, Instant to) {
            return 0;
        }

        @Override
        public long dispatchedEvents(Instant from, Instant to) {
            return 0;
        }

        @Override
        public long messages(Instant from, Instant to) {
            return 0;
        }
    }
}

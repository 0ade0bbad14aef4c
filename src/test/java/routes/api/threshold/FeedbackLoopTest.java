package routes.api.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.http.RunningApi.assertError;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.datasource.TimeSeries;

/** Learn, say what it was, learn again: the bound moves. */
@Tag("slow")
class FeedbackLoopTest extends ThresholdLoop {
    private static final String ONCE = "cpu_total|host=once";
    private static final String OFTEN = "cpu_total|host=often";
    private static final int EVERY = 400;

    private final long end = Instant.now().getEpochSecond() / 60 * 60;
    private final long burst = end - 3 * DAY;

    /** One fails once for half an hour, the other every few hours. */
    @BeforeEach
    void failures() {
        add("once", time -> time >= burst && time < burst + 1_800);
        add("often", time -> time / 60 % EVERY < 20);
    }

    @Test
    void a_burst_that_a_person_calls_normal_raises_the_bound_until_the_word_is_taken_back() throws Exception {
        String task = task("{}");
        assertThat(upper(computed(task, 1), ONCE)).isBetween(45.0, 60.0);

        JsonNode said = api.data(
                "POST",
                feedback(task),
                "{\"kind\":\"normal\",\"unique_key\":\"%s\",\"start_time\":\"%s\",\"end_time\":\"%s\",\"created_by\":\"ann\"}"
                        .formatted(ONCE, Instant.ofEpochSecond(burst), Instant.ofEpochSecond(burst + 1_800)));
        JsonNode second = again(task, 2);
        assertThat(upper(second, ONCE)).isGreaterThan(80);
        assertThat(entry(second, ONCE).path("past").path("text").asText()).isEqualTo("1 time kept as normal");
        assertThat(entry(second, OFTEN).has("past")).isFalse();
        assertThat(api.data("GET", feedback(task), "").get(0).path("created_by").asText())
                .isEqualTo("ann");

        String id = said.path("_id").asText();
        api.data("DELETE", feedback(task) + "/" + id, "");
        assertThat(upper(again(task, 3), ONCE)).isBetween(45.0, 60.0);
        assertError(api.send("DELETE", feedback(task) + "/" + id, ""), 404, "not_found");
    }

    @Test
    void incidents_that_our_own_rules_raised_are_left_out_and_tried() throws Exception {
        String task = task("{}");
        JsonNode first = computed(task, 1);
        assertThat(upper(first, OFTEN)).isGreaterThan(80);
        assertThat(entry(first, OFTEN).path("expectation").path("incidents").asInt())
                .isZero();

        int raised = raiseEvents();
        JsonNode second = again(task, 2);

        assertThat(upper(second, OFTEN)).isBetween(45.0, 60.0);
        JsonNode often = entry(second, OFTEN);
        assertThat(often.path("past").path("own_incident").asInt()).isEqualTo(raised);
        assertThat(often.path("past").path("text").asText()).isEqualTo(raised + " incidents of our own left out");
        assertThat(often.path("expectation").path("text").asText())
                .endsWith("would have found %d of your last %d incidents".formatted(raised, raised));
        assertThat(entry(second, ONCE).has("past")).isFalse();
        assertThat(api.get(TASK + "/" + task + "/chart.svg?unique_key=cpu_total%7Chost=often")
                        .body())
                .contains("known incident", "would have found");
    }

    @Test
    void feedback_on_an_event_takes_its_time_and_series() throws Exception {
        String task = task("{}");
        computed(task, 1);
        ObjectId event = raise(burst, burst + 1_800, "once");

        JsonNode said = api.data(
                "POST",
                feedback(task),
                "{\"kind\":\"normal\",\"event_id\":\"%s\",\"created_by\":\"ann\",\"comment\":\"batch\"}"
                        .formatted(event.toHexString()));

        assertThat(Instant.parse(said.path("start_time").asText())).isEqualTo(Instant.ofEpochSecond(burst));
        assertThat(said.path("event_id").asText()).isEqualTo(event.toHexString());
        JsonNode second = again(task, 2);
        assertThat(upper(second, ONCE)).isGreaterThan(80);
        assertThat(upper(second, "cpu_total|host=a")).isBetween(45.0, 60.0);
    }

    @Test
    void feedback_that_says_nothing_usable_is_refused_and_not_kept() throws Exception {
        String task = task("{}");
        computed(task, 1);
        String path = feedback(task);
        String other = "6".repeat(24);
        String who = ",\"created_by\":\"ann\"}";

        assertRefused(path, "{\"kind\":\"odd\"" + who, 422, "kind");
        assertRefused(path, "{\"kind\":\"normal\"" + who, 422, "start_time");
        assertRefused(path, "{\"kind\":\"normal\",\"start_time\":\"2026-01-01T00:00:00Z\"" + who, 422, "end_time");
        assertRefused(
                path,
                "{\"kind\":\"normal\",\"start_time\":\"2026-01-02T00:00:00Z\",\"end_time\":\"2026-01-01T00:00:00Z\""
                        + who,
                422,
                "end_time");
        assertRefused(path, "{\"kind\":\"normal\",\"event_id\":\"" + other + "\"" + who, 422, "event_id");
        assertRefused(path, "{\"kind\":\"exclude\",\"start_time\":\"soon\"" + who, 422, "start_time");
        assertRefused(path, "{\"kind\":\"normal\",\"start_time\":\"2026-01-01T00:00:00Z\"}", 422, "created_by");
        assertRefused(TASK + "/" + other + "/feedback", "{\"kind\":\"normal\"" + who, 404, "");
        assertThat(api.data("GET", path, "")).isEmpty();
    }

    private void add(String host, LongPredicate fails) {
        long[] times = LongStream.range(0, 7 * DAY / 60)
                .map(minute -> end - 7 * DAY + 60 * minute)
                .toArray();
        double[] values = LongStream.of(times)
                .mapToDouble(time -> fails.test(time) ? 80 : 40 + time / 60 % 7)
                .toArray();
        platform.add(TimeSeries.of("cpu_total", Map.of("host", host), times, values));
    }

    /** The alarms of the failures, as they would be stored. */
    private int raiseEvents() {
        int count = 0;
        for (long minute = (end - 7 * DAY) / 60 / EVERY * EVERY + EVERY; minute * 60 < end - 1_800; minute += EVERY) {
            raise(minute * 60 + 180, minute * 60 + 1_260, "often");
            count++;
        }
        return count;
    }

    private ObjectId raise(long from, long to, String host) {
        ObjectId id = new ObjectId();
        Date start = Date.from(Instant.ofEpochSecond(from));
        api.database()
                .getCollection("veaiops__event")
                .insertOne(new Document("_id", id)
                        .append("rule_source", sourceId)
                        .append("state", "RESOLVED")
                        .append(
                                "labels",
                                List.of(
                                        new Document("k", "veaiops_datasource").append("v", sourceId),
                                        new Document("k", "veaiops_rule").append("v", "gone"),
                                        new Document("k", "host").append("v", host)))
                        .append("created_at", start)
                        .append("started_at", start)
                        .append("resolved_at", Date.from(Instant.ofEpochSecond(to))));
        return id;
    }

    private JsonNode again(String task, int version) throws Exception {
        api.data("POST", TASK + "/rerun", rerun(task, "\"n_count\":3"));
        return computed(task, version);
    }

    private static String feedback(String task) {
        return TASK + "/" + task + "/feedback";
    }

    private static double upper(JsonNode version, String key) {
        double highest = 0;
        for (JsonNode block : entry(version, key).path("thresholds")) {
            highest = Math.max(highest, block.path("upper_bound").asDouble());
        }
        return highest;
    }

    private static JsonNode entry(JsonNode version, String key) {
        for (JsonNode entry : version.path("result")) {
            if (entry.path("unique_key").asText().equals(key)) {
                return entry;
            }
        }
        throw new AssertionError("no entry " + key + " in " + version.toPrettyString());
    }
}

package routes.api.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static routes.http.RunningApi.assertError;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.datasource.PlatformFailure;
import routes.datasource.TimeSeries;
import routes.http.RunningApi;
import routes.tool.cli.CommandRun;

/** Before it is done: what the bounds of now and the new ones would have alarmed on in the last four weeks. */
@Tag("slow")
class ComparisonLoopTest extends ThresholdLoop {
    @TempDir
    private Path folder;

    private static final String KEY = "cpu_total|host=weeks";

    private final long end = Instant.now().getEpochSecond() / 60 * 60;
    private final long incident = end - 20 * DAY;

    /** Four weeks, with an hour of trouble two weeks before anything is learned. */
    @BeforeEach
    void weeks() {
        long[] times = LongStream.range(0, 28 * DAY / 60)
                .map(minute -> end - 28 * DAY + 60 * minute)
                .toArray();
        double[] values = LongStream.of(times)
                .mapToDouble(time -> time >= incident && time < incident + 3_600 ? 90 : 40 + time / 60 % 7)
                .toArray();
        platform.add(TimeSeries.of("cpu_total", Map.of("host", "weeks"), times, values));
    }

    @Test
    void old_and_new_bounds_are_tried_on_four_weeks() throws Exception {
        String task = task("{}");
        JsonNode first = computed(task, 1);
        JsonNode unsynced = series(compared(task, first, ""));
        assertThat(unsynced.path("before").path("thresholds")).isEmpty();
        assertThat(unsynced.path("before").path("alarms").asInt()).isZero();
        assertThat(unsynced.path("after").path("alarms").asInt()).isEqualTo(1);
        assertThat(unsynced.path("expectation").path("text").asText()).contains("false alarms a month");

        correct(task, 1, 95);
        sync(task, first, "");
        api.data("POST", TASK + "/rerun", rerun(task, "\"n_count\":3"));
        JsonNode answer = compared(task, computed(task, 2), "");
        JsonNode both = series(answer);

        assertThat(answer.path("synced_version").asInt()).isEqualTo(1);
        assertThat(both.path("before")
                        .path("thresholds")
                        .get(0)
                        .path("upper_bound")
                        .asDouble())
                .isEqualTo(95);
        assertThat(both.path("before").path("alarms").asInt()).isZero();
        JsonNode alarm = both.path("after").path("incidents").get(0);
        assertThat(alarm.path("start_time").asLong()).isEqualTo(incident);
        assertThat(alarm.path("extreme").asDouble()).isEqualTo(90);
        assertThat(both.path("after").path("days").asDouble()).isBetween(27.9, 28.0);
        assertThat(platform.rules()).hasSize(1);
    }

    @Test
    void the_picture_shows_both() throws Exception {
        String task = task("{}");
        JsonNode first = computed(task, 1);
        sync(task, first, "");
        compared(task, first, "");

        HttpResponse<String> chart = api.get(path(task, first, ".svg") + "&unique_key=cpu_total%7Chost=weeks");

        assertThat(chart.statusCode()).as(chart.body()).isEqualTo(200);
        assertThat(chart.headers().firstValue("content-type").orElse("")).startsWith("image/svg+xml");
        assertThat(chart.body())
                .contains("1 alarms with the bounds of now, 1 with the new ones", "bounds of now", "stroke-dasharray");
        assertError(api.get(path(task, first, ".svg") + "&unique_key=none"), 404, "not_found");
    }

    @Test
    void the_command_line_draws_both_and_says_how_far_it_has_read() throws Exception {
        String task = task("{}");
        JsonNode first = computed(task, 1);
        Path picture = folder.resolve("chart.svg");

        CommandRun run = command(task, first, "--series", KEY, "--svg", picture.toString());

        assertThat(run.code()).as(run.text()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "create cpu_total|host=weeks",
                        "create 3, update 0, delete 0, keep 0",
                        "bounds of now   ━ new bounds")
                .containsPattern("now ·{84} 0 alarms, 0\\.00 a day")
                .containsPattern("new ·+▲·+ 1 alarm, 0\\.04 a day")
                .contains("━━━━━━━━", "│", "false alarms a month")
                .doesNotContain("cpu_total|host=a\n", "\u001b");
        assertThat(Files.readString(picture)).startsWith("<?xml").contains("</svg>");
        assertThat(platform.writes()).isZero();
    }

    @Test
    void programs_get_the_plan_with_the_comparison_and_may_leave_it_out() throws Exception {
        String task = task("{}");
        JsonNode first = computed(task, 1);

        JsonNode whole = command(task, first, "--json").json();
        JsonNode alone = command(task, first, "--json", "--days", "0").json();

        assertThat(whole.path("create").asInt()).isEqualTo(3);
        assertThat(whole.path("comparison").path("series")).hasSize(3);
        assertThat(alone.path("create").asInt()).isEqualTo(3);
        assertThat(alone.path("comparison").path("series")).isEmpty();
    }

    @Test
    void a_plan_stands_when_the_platform_does_not_give_its_history() throws Exception {
        String task = task("{}");
        JsonNode first = computed(task, 1);
        platform.failReads(1, () -> new PlatformFailure.BadRequest("limit", "no history today"));

        CommandRun run = command(task, first);

        assertThat(run.code()).as(run.text()).isEqualTo(1);
        assertThat(run.out()).contains("create 3, update 0, delete 0, keep 0");
        assertThat(run.err()).contains("no charts: ", "no history today");
    }

    private CommandRun command(String task, JsonNode version, String... more) {
        return CommandRun.by(Stream.concat(
                        Stream.of(
                                "plan",
                                task,
                                version.path("_id").asText(),
                                "--url",
                                api.url(),
                                "--token",
                                RunningApi.TOKEN),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void history_that_is_read_is_kept_and_goes_with_its_version() throws Exception {
        String task = task("{}");
        JsonNode first = computed(task, 1);
        compared(task, first, "");
        int reads = platform.reads();

        compared(task, first, "&columns=10&limit=1");
        assertThat(platform.reads()).isEqualTo(reads);

        api.data("POST", TASK + "/rerun", rerun(task, "\"n_count\":3"));
        computed(task, 2);
        assertThat(api.database()
                        .getCollection("veaiops__intelligent_threshold_task_slot")
                        .distinct("version_id", String.class))
                .containsExactly(version(task, 2).path("_id").asText());
    }

    @Test
    void what_cannot_be_compared_is_refused() throws Exception {
        String task = task("{}");
        JsonNode first = computed(task, 1);
        String other = "6".repeat(24);

        assertError(api.get(TASK + "/" + other + "/comparison"), 404, "not_found");
        assertError(api.get(TASK + "/" + task + "/comparison?task_version_id=" + other), 404, "not_found");
        assertError(api.get(path(task, first, "") + "&days=0"), 422, "invalid_field");
        assertError(api.get(path(task, first, "") + "&days=93"), 422, "invalid_field");
        api.data("POST", TASK + "/rerun", rerun(task, "\"metric_template_value\":{\"max_value\":1}"));
        assertError(api.get(path(task, computed(task, 2), "")), 409, "conflict");
    }

    private void correct(String task, int version, double bound) throws Exception {
        api.data(
                "POST",
                TASK + "/" + task + "/update_result",
                ("{\"task_version\":%d,\"status\":\"Success\",\"results\":[{\"name\":\"cpu_total\",\"status\":\"Success\","
                                + "\"unique_key\":\"%s\",\"labels\":{\"host\":\"weeks\"},\"thresholds\":"
                                + "[{\"start_hour\":0,\"end_hour\":24,\"upper_bound\":%s,\"window_size\":3}]}]}")
                        .formatted(version, KEY, bound));
    }

    private JsonNode compared(String task, JsonNode version, String more) {
        return await("the comparison")
                .atMost(Duration.ofSeconds(30))
                .until(() -> api.data("GET", path(task, version, "") + more, ""), found -> found.path("complete")
                        .asBoolean());
    }

    private static String path(String task, JsonNode version, String kind) {
        return TASK + "/" + task + "/comparison" + kind + "?task_version_id="
                + version.path("_id").asText();
    }

    private static JsonNode series(JsonNode comparison) {
        for (JsonNode series : comparison.path("series")) {
            if (series.path("unique_key").asText().equals(KEY)) {
                return series;
            }
        }
        throw new AssertionError(comparison.toPrettyString());
    }
}

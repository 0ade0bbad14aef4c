package routes.threshold.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.json.Json;
import routes.threshold.Direction;

/** A block is written {@code 00-24 5 -}: hours, upper and lower bound; a bound that is kept ends with {@code *}. */
class LastKnownTest {
    private static final Instant LEARNED = Instant.parse("2026-03-01T02:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the side that was not learned     | 00-24 120 -          | 00-24 110 40         | 00-24 120 40*",
                "both are learned                  | 00-24 120 35         | 00-24 110 40         | 00-24 120 35",
                "the hours that were not learned   | 06-24 120 35         | 00-24 110 40         | 00-06 110* 40*; 06-24 120 35",
                "blocks were cut anew              | 00-12 9 -; 12-24 8 - | 00-06 5 1; 06-24 6 2 | 00-06 9 1*; 06-12 9 2*; 12-24 8 2*",
                "blocks were cut anew, all learned | 00-12 9 1; 12-24 8 2 | 00-06 5 1; 06-24 6 2 | 00-12 9 1; 12-24 8 2",
                "what was not known before         | 00-24 120 -          | 00-24 110 -          | 00-24 120 -",
            })
    void a_bound_that_could_not_be_learned_stays(String what, String fresh, String before, String expected) {
        List<ObjectNode> kept =
                LastKnown.keep(List.of(entry("a", fresh)), List.of(entry("a", before)), terms(Direction.BOTH));

        assertThat(kept).hasSize(1);
        assertThat(text(kept.get(0).path("thresholds"))).isEqualTo(expected);
    }

    @Test
    void weekdays_and_weekends_keep_their_own_and_are_told_apart_only_where_something_is_kept() {
        ObjectNode before = entry("a", "00-24 110 40; 00-24 20 5");
        ((ObjectNode) before.path("thresholds").get(0)).put("days", "weekdays");
        ((ObjectNode) before.path("thresholds").get(1)).put("days", "weekends");

        JsonNode kept = kept("00-24 120 -", before);

        assertThat(text(kept)).isEqualTo("00-24 120 40*; 00-24 120 5*");
        assertThat(kept.findValuesAsText("days")).containsExactly("weekdays", "weekends");
        assertThat(kept("00-24 120 30", before).findValues("days")).isEmpty();
        assertThat(text(kept("00-24 120 30", before))).isEqualTo("00-24 120 30");
    }

    @Test
    void what_is_kept_is_noted_and_the_entry_is_no_longer_good() {
        ObjectNode fresh = entry("a", "00-24 120 -");
        fresh.putObject("quality").put("level", "good").putArray("notes");
        ObjectNode whole = entry("a", "00-24 120 30");
        whole.set("quality", fresh.path("quality").deepCopy());
        List<ObjectNode> before = List.of(entry("a", "00-24 110 40"));

        JsonNode quality = LastKnown.keep(List.of(fresh), before, terms(Direction.BOTH))
                .get(0)
                .path("quality");

        assertThat(quality.path("level").asText()).isEqualTo("fair");
        assertThat(quality.path("notes").get(0).path("code").asText()).isEqualTo("kept_last_known");
        assertThat(quality.path("notes").get(0).path("text").asText())
                .isEqualTo("Not learned anew: lower bound at 0-24 h, of " + Json.text(LEARNED));
        assertThat(LastKnown.keep(List.of(whole), before, terms(Direction.BOTH))
                        .get(0)
                        .path("quality"))
                .isEqualTo(whole.path("quality"));
        assertThat(LastKnown.keep(List.of(), List.of(whole), terms(Direction.BOTH))
                        .get(0)
                        .at("/quality/notes/0/text")
                        .asText())
                .startsWith("The series had no values since ");
    }

    private static JsonNode kept(String fresh, ObjectNode before) {
        return LastKnown.keep(List.of(entry("a", fresh)), List.of(before), terms(Direction.BOTH))
                .get(0)
                .path("thresholds");
    }

    @Test
    void it_says_since_when_and_goes_on_saying_that() {
        List<ObjectNode> second = LastKnown.keep(
                List.of(entry("a", "00-24 120 -")), List.of(entry("a", "00-24 110 40")), terms(Direction.BOTH));
        List<ObjectNode> third = LastKnown.keep(
                List.of(entry("a", "00-24 130 -")),
                second,
                new LastKnown.Terms(Direction.BOTH, NOW, NOW.plusSeconds(86_400), Duration.ofDays(7)));

        JsonNode block = third.get(0).path("thresholds").get(0);
        assertThat(block.path("lower_kept_since").asText()).isEqualTo(Json.text(LEARNED));
        assertThat(block.path("lower_window").asInt()).isEqualTo(3);
    }

    @Test
    void a_direction_that_is_not_wanted_any_more_is_not_kept() {
        List<ObjectNode> kept = LastKnown.keep(
                List.of(entry("a", "00-24 120 -")), List.of(entry("a", "00-24 110 40")), terms(Direction.UP));

        assertThat(text(kept.get(0).path("thresholds"))).isEqualTo("00-24 120 -");
    }

    @Test
    void a_series_that_fails_remembers_its_bounds_for_the_next_version() {
        ObjectNode failed = entry("a", "").put("status", "Failure");

        List<ObjectNode> second =
                LastKnown.keep(List.of(failed), List.of(entry("a", "00-24 110 40")), terms(Direction.BOTH));
        List<ObjectNode> third = LastKnown.keep(List.of(entry("a", "00-24 120 -")), second, terms(Direction.BOTH));

        assertThat(second.get(0).path("status").asText()).isEqualTo("Failure");
        assertThat(second.get(0).path("thresholds")).isEmpty();
        assertThat(text(third.get(0).path("thresholds"))).isEqualTo("00-24 120 40*");
    }

    @Test
    void a_missing_series_is_unknown_for_a_time_and_then_gone() {
        List<ObjectNode> fresh = List.of(entry("a", "00-24 1 -"));
        List<ObjectNode> before = List.of(entry("a", "00-24 1 -"), entry("b", "00-24 2 -"));

        List<ObjectNode> first = LastKnown.keep(fresh, before, terms(Direction.BOTH));
        List<ObjectNode> week = LastKnown.keep(fresh, first, later(6));
        List<ObjectNode> gone = LastKnown.keep(fresh, week, later(7));
        List<ObjectNode> still = LastKnown.keep(fresh, gone, later(13));
        List<ObjectNode> forgotten = LastKnown.keep(fresh, still, later(14));

        assertThat(first).extracting(entry -> entry.path("unique_key").asText()).containsExactly("a", "b");
        assertThat(week.get(1).path("missing_since").asText()).isEqualTo(Json.text(NOW));
        assertThat(text(week.get(1).path("thresholds"))).isEqualTo("00-24 2 -");
        assertThat(List.of(gone, still)).allSatisfy(version -> {
            assertThat(version).hasSize(2);
            assertThat(ResultJson.isGone(version.get(1))).isTrue();
            assertThat(version.get(1).path("status").asText()).isEqualTo("Failed");
            assertThat(version.get(1).path("thresholds")).isEmpty();
        });
        assertThat(forgotten).hasSize(1);
    }

    @Test
    void a_series_that_comes_back_after_it_was_gone_is_as_it_is_learned() {
        ObjectNode gone = ResultJson.gone(entry("a", "00-24 1 -")).put("missing_since", Json.text(LEARNED));

        List<ObjectNode> kept = LastKnown.keep(List.of(entry("a", "00-24 2 -")), List.of(gone), later(9));

        assertThat(kept).singleElement().isEqualTo(entry("a", "00-24 2 -"));
    }

    @Test
    void a_series_that_comes_back_is_missing_no_more() {
        List<ObjectNode> before = List.of(entry("a", "00-24 1 -").put("missing_since", Json.text(LEARNED)));

        List<ObjectNode> kept = LastKnown.keep(List.of(entry("a", "00-24 2 -")), before, later(30));

        assertThat(kept.get(0).has("missing_since")).isFalse();
        assertThat(text(kept.get(0).path("thresholds"))).isEqualTo("00-24 2 -");
    }

    private static LastKnown.Terms terms(Direction direction) {
        return new LastKnown.Terms(direction, LEARNED, NOW, Duration.ofDays(7));
    }

    private static LastKnown.Terms later(int days) {
        return new LastKnown.Terms(Direction.BOTH, NOW, NOW.plus(Duration.ofDays(days)), Duration.ofDays(7));
    }

    private static ObjectNode entry(String key, String blocks) {
        ObjectNode entry =
                Json.mapper().createObjectNode().put("unique_key", key).put("status", "Success");
        var thresholds = entry.putArray("thresholds");
        for (String block : blocks.isEmpty() ? new String[0] : blocks.strip().split("; ")) {
            String[] words = block.split(" ");
            ObjectNode node = thresholds
                    .addObject()
                    .put("start_hour", Integer.parseInt(words[0].substring(0, 2)))
                    .put("end_hour", Integer.parseInt(words[0].substring(3)))
                    .put("window_size", 3)
                    .put("upper_window", 3)
                    .put("lower_window", 3);
            bound(node, "upper_bound", words[1]);
            bound(node, "lower_bound", words[2]);
        }
        return entry;
    }

    private static void bound(ObjectNode block, String name, String text) {
        if (text.equals("-")) {
            block.putNull(name);
        } else {
            block.put(name, Double.parseDouble(text));
        }
    }

    private static String text(JsonNode blocks) {
        List<String> texts = new ArrayList<>();
        for (JsonNode block : blocks) {
            texts.add("%02d-%02d %s %s"
                    .formatted(
                            block.path("start_hour").asInt(),
                            block.path("end_hour").asInt(),
                            side(block, "upper"),
                            side(block, "lower")));
        }
        return String.join("; ", texts);
    }

    private static String side(JsonNode block, String side) {
        JsonNode bound = block.path(side + "_bound");
        return bound.isNumber() ? bound.asInt() + (block.has(side + "_kept_since") ? "*" : "") : "-";
    }
}

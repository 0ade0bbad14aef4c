package routes.notice.render;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.notice.render.Contents.CHINESE;
import static routes.notice.render.Contents.ENGLISH;
import static routes.notice.render.Contents.RENDERER;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.alarm.Level;
import routes.alarm.SamplePosts;
import routes.common.json.Json;
import routes.event.PublishedEvent;
import routes.notice.NoticeKind;

/** Every medium says how bad it is, in a word and in a colour or the platform's own measure, and of which zone its times are. */
@Tag("slow")
class LevelAndTimeTest {
    private static final PublishedEvent EVENT =
            Contents.event(SamplePosts.alarms("zabbix", "firing.json").get(0));
    private static final Map<Level, Tone> TONES = Map.of(
            Level.P0, Tone.CRITICAL,
            Level.P1, Tone.WARNING,
            Level.P2, Tone.NOTICE);
    private static final String TIME = "(?s).*\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d.*";
    /** Text messages are billed by their length, and a picture in one halves what it holds. */
    private static final List<String> COLOURLESS = List.of("twilio");

    static Stream<Medium> media() {
        return Media.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("media")
    void each_level_has_its_name_its_word_and_its_colour(Medium medium) {
        for (Look look : List.of(ENGLISH, CHINESE)) {
            Words words = Words.shipped(look.language());
            for (Level level : Level.values()) {
                String message = message(Contents.with(EVENT, "event_level", level.name()), "opened", medium, look);

                assertThat(message).contains(level.name(), words.of("level." + level));
                if (!COLOURLESS.contains(medium.folder())) {
                    assertThat(colours(medium, level)).anyMatch(message::contains);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("media")
    void every_message_with_a_time_names_its_zone(Medium medium) {
        for (NoticeKind kind : NoticeKind.values()) {
            if (kind.carriesSeveral() && Media.carryingSeveral().noneMatch(medium::equals)) {
                continue;
            }
            String english = message(EVENT, kind.wireName(), medium, ENGLISH);
            String chinese = message(EVENT, kind.wireName(), medium, CHINESE);

            assertThat(!english.matches(TIME) || english.contains("UTC"))
                    .as(english)
                    .isTrue();
            assertThat(!chinese.matches(TIME) || chinese.contains("UTC+08:00"))
                    .as(chinese)
                    .isTrue();
        }
        assertThat(message(EVENT, "opened", medium, CHINESE)).contains("2025-05-01 09:55:00");
    }

    @ParameterizedTest
    @MethodSource("media")
    void all_times_are_those_of_the_offset_that_is_named(Medium medium) {
        Look berlin = new Look("en", ZoneId.of("Europe/Berlin"));
        PublishedEvent sinceWinter = Contents.with(EVENT, "first_seen", "2025-03-01T00:00:00.000Z");

        assertThat(message(sinceWinter, "opened", medium, berlin)).contains("2025-03-01 02:00:00", "UTC+02:00");
    }

    @Test
    void ntfy_wakes_people_by_priority_and_shows_a_colour_as_emoji() throws Exception {
        Map<Level, List<String>> seen = new EnumMap<>(Level.class);
        for (Level level : Level.values()) {
            JsonNode message = Json.mapper()
                    .readTree(message(
                            Contents.with(EVENT, "event_level", level.name()), "opened", Media.of("ntfy"), ENGLISH));
            seen.put(
                    level,
                    List.of(
                            message.path("priority").asText(),
                            message.path("tags").toString()));
        }

        assertThat(seen)
                .containsEntry(Level.P0, List.of("5", "[\"red_circle\",\"P0\"]"))
                .containsEntry(Level.P1, List.of("4", "[\"orange_circle\",\"P1\"]"))
                .containsEntry(Level.P2, List.of("3", "[\"yellow_circle\",\"P2\"]"));
        assertThat(message(Contents.with(EVENT, "state", "RESOLVED"), "resolved", Media.of("ntfy"), ENGLISH))
                .contains("white_check_mark", "\"priority\":3");
    }

    private static List<String> colours(Medium medium, Level level) {
        Tone tone = TONES.get(level);
        return Stream.of(tone.icon(), medium.colour(tone), medium.levels().getOrDefault(level, ""))
                .filter(colour -> !colour.isEmpty())
                .toList();
    }

    private static String message(PublishedEvent event, String kind, Medium medium, Look look) {
        return RENDERER.render(Contents.of(event, kind), medium, look).text();
    }
}

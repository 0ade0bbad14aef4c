package routes.notice.render;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.notice.render.Contents.CHINESE;
import static routes.notice.render.Contents.ENGLISH;
import static routes.notice.render.Contents.RENDERER;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.alarm.SamplePosts;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.event.PublishedEvent;
import routes.notice.NoticeKind;

/** Every template of every channel writes every recorded alarm of every source. */
@Tag("slow")
class EveryTemplateTest {
    private static final List<PublishedEvent> EVENTS = events();

    static Stream<Medium> media() {
        return Media.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("media")
    void one_card_gives_each_kind_a_headline_of_its_own_in_both_languages(Medium medium) throws Exception {
        for (Look look : List.of(ENGLISH, CHINESE)) {
            for (NoticeKind kind : NoticeKind.values()) {
                Rendered rendered = RENDERER.render(Contents.of(EVENTS.get(0), kind.wireName()), medium, look);

                assertThat(rendered.template()).matches(medium.folder() + "/(card|fallback)\\.mustache");
                assertThat(rendered.text()).contains(words(look).getProperty("kind." + kind.wireName()));
            }
        }
    }

    @Test
    void both_languages_have_the_same_words() throws Exception {
        assertThat(words(CHINESE).stringPropertyNames())
                .isEqualTo(words(ENGLISH).stringPropertyNames());
    }

    @ParameterizedTest
    @MethodSource("media")
    void an_unknown_kind_is_rendered_by_the_card(Medium medium) throws Exception {
        Rendered rendered = RENDERER.render(Contents.of(EVENTS.get(0), "unmatched-of"), medium, ENGLISH);

        assertThat(rendered.template()).matches(medium.folder() + "/(card|fallback)\\.mustache");
        assertValid(rendered, medium);
    }

    @ParameterizedTest
    @MethodSource("media")
    void every_sample_makes_a_message_that_is_valid_and_fits(Medium medium) throws Exception {
        for (PublishedEvent event : EVENTS) {
            for (String kind : TemplateCheck.KINDS) {
                for (Look look : List.of(ENGLISH, CHINESE)) {
                    assertValid(RENDERER.render(Contents.of(event, kind), medium, look), medium);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("media")
    void a_message_names_what_happened_and_leads_to_the_event(Medium medium) {
        PublishedEvent event = event("zabbix", "firing.json");

        String message =
                RENDERER.render(Contents.of(event, "opened"), medium, ENGLISH).text();

        assertThat(Media.seen(message))
                .contains("P1", "Problem: high cpu", "db-1", "97.3 %", "2025-05-01 01:55:00")
                .contains("https://aiops.example/apis/v1/manager/event-center/event/" + event.id());
    }

    @Test
    void times_are_those_of_the_zone_and_words_those_of_the_language() {
        PublishedEvent event = event("zabbix", "resolved.json");

        String message = RENDERER.render(Contents.of(event, "resolved"), Media.WEBHOOK, CHINESE)
                .text();

        assertThat(message).contains("已恢复", "1 小时 5 分钟", "2025-05-01 11:00:00", "UTC+08:00");
    }

    @Test
    void the_templates_pass_the_check_of_the_start() {
        assertThat(RENDERER.checked(Media.ALL)).isSameAs(RENDERER);
    }

    private static Properties words(Look look) throws IOException {
        Properties words = new Properties();
        try (Reader file = Files.newBufferedReader(
                Path.of("src/main/resources/templates/words." + look.language() + ".properties"))) {
            words.load(file);
        }
        return words;
    }

    private static void assertValid(Rendered rendered, Medium medium) throws Exception {
        assertThat(rendered.bytes()).hasSizeLessThanOrEqualTo(medium.maxBytes());
        assertThat(rendered.text()).doesNotContain("{{", "\uE000");
        if (medium.json()) {
            JsonNode message = Json.mapper().readTree(rendered.text());
            assertThat(MessageRules.problems(medium.folder(), message)).isEmpty();
        } else {
            assertThat(rendered.text()).isNotBlank();
        }
    }

    private static PublishedEvent event(String source, String name) {
        return Contents.event(SamplePosts.alarms(source, name).get(0));
    }

    private static List<PublishedEvent> events() {
        List<PublishedEvent> events = new ArrayList<>();
        for (Path post : SamplePosts.all()) {
            try {
                SamplePosts.convert(post).stream().map(Contents::event).forEach(events::add);
            } catch (RefusedRequest expected) {
                continue;
            }
        }
        return events;
    }
}

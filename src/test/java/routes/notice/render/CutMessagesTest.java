package routes.notice.render;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.notice.render.Contents.ENGLISH;
import static routes.notice.render.Contents.RENDERER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.alarm.SamplePosts;
import routes.common.json.Json;
import routes.event.PublishedEvent;
import routes.notice.NoticeKind;

/** What is too large is cut, and says so. */
@Tag("slow")
class CutMessagesTest {
    private static final PublishedEvent EVENT =
            Contents.event(SamplePosts.alarms("zabbix", "firing.json").get(0));

    static Stream<Medium> media() {
        return Media.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("media")
    void an_endless_text_is_cut_as_little_as_needed_with_a_word_and_a_link(Medium medium) throws Exception {
        PublishedEvent endless = Contents.saying(EVENT, "cpu", "長😀".repeat(100_000), EVENT.labels());

        Rendered rendered = RENDERER.render(Contents.of(endless, "opened"), medium, ENGLISH);

        assertThat(rendered.cut()).isTrue();
        assertThat(rendered.bytes()).hasSizeLessThanOrEqualTo(medium.maxBytes());
        assertThat(Media.seen(rendered.text()))
                .contains("…", "Shortened", Contents.HOME)
                .doesNotContain("\uFFFD", "?");
        assertThat(rendered.bytes().length > medium.maxBytes() - 200 || isFull(rendered, medium))
                .as(rendered.text())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("routes.notice.render.Media#carryingSeveral")
    void a_digest_of_a_thousand_names_some_and_counts_the_rest(Medium medium) throws Exception {
        Rendered rendered = RENDERER.render(Contents.several(EVENT, NoticeKind.DIGEST, 1000), medium, ENGLISH);

        assertThat(rendered.text()).containsPattern("and 9\\d\\d more").contains("1000");
        if (medium.json()) {
            assertThat(MessageRules.problems(medium.folder(), Json.mapper().readTree(rendered.text())))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("media")
    void endless_labels_names_and_titles_at_once_are_cut_too(Medium medium) {
        Map<String, String> labels = new HashMap<>();
        for (int label = 0; label < 300; label++) {
            labels.put("label-" + label + "x".repeat(500), "\"\\<".repeat(2000));
        }
        PublishedEvent endless = Contents.saying(EVENT, "t".repeat(50_000), "s".repeat(50_000), labels);

        Rendered rendered = RENDERER.render(Contents.of(endless, "opened"), medium, ENGLISH);

        assertThat(rendered.bytes()).hasSizeLessThanOrEqualTo(medium.maxBytes());
    }

    /** Whether a text of the message has about as many characters as its field may have. */
    private static boolean isFull(Rendered rendered, Medium medium) throws Exception {
        return isFull(Json.mapper().readTree(rendered.text()), MissingNode.getInstance(), "", medium);
    }

    private static boolean isFull(JsonNode node, JsonNode holder, String field, Medium medium) {
        if (node.isTextual()) {
            return node.textValue().length() > medium.dialect().longest(holder, field) - 200;
        }
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .anyMatch(element -> isFull(element, holder, field, medium))
                : node.properties().stream().anyMatch(entry -> isFull(entry.getValue(), node, entry.getKey(), medium));
    }

    @Test
    void a_field_that_is_too_short_for_its_values_takes_nothing_from_the_others() throws Exception {
        String summary = "word ".repeat(60).strip();
        PublishedEvent event = Contents.saying(EVENT, "t".repeat(200), summary, EVENT.labels());

        JsonNode message = Json.mapper()
                .readTree(RENDERER.render(Contents.of(event, "opened"), Media.of("opsgenie"), ENGLISH)
                        .text());

        assertThat(message.path("message").textValue()).hasSizeBetween(120, 130).endsWith("…");
        assertThat(message.path("description").textValue()).contains(summary, "Shortened");
    }

    @Test
    void what_fits_is_not_touched() {
        Rendered rendered = RENDERER.render(Contents.of(EVENT, "opened"), Media.of("wecom"), ENGLISH);

        assertThat(rendered.cut()).isFalse();
        assertThat(rendered.text()).doesNotContain("…", "Shortened");
    }

    @ParameterizedTest
    @MethodSource("media")
    void even_the_smallest_message_names_the_problem_and_leads_to_it(Medium medium) {
        Medium narrow = medium.within(Medium.SMALLEST);
        PublishedEvent endless = Contents.saying(EVENT, "cpu ".repeat(9000), "", EVENT.labels());

        Rendered rendered = RENDERER.render(Contents.of(endless, "opened"), narrow, ENGLISH);

        assertThat(rendered.bytes()).hasSizeLessThanOrEqualTo(Medium.SMALLEST);
        assertThat(Media.seen(rendered.text())).contains("P1", "cpu", Contents.HOME);
    }
}

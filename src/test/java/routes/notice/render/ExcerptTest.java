package routes.notice.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.alarm.SamplePosts;
import routes.event.PublishedEvent;
import routes.notice.EventLinks;

/** A long text is shown in part, or folded where the platform can. */
class ExcerptTest {
    private static final PublishedEvent EVENT =
            Contents.event(SamplePosts.alarms("zabbix", "firing.json").get(0));
    private static final NoticeRenderer RENDERER = new NoticeRenderer(
            Optional.empty(),
            Map::of,
            new EventLinks(Contents.HOME),
            Clock.fixed(Contents.NOW, ZoneOffset.UTC),
            Excerpt.of(500, 10));

    static Stream<Medium> media() {
        return Media.ALL.stream().filter(Medium::json).filter(medium -> !medium.folder()
                .equals("lark"));
    }

    @ParameterizedTest
    @MethodSource("media")
    void a_message_shows_the_first_of_it_and_says_where_the_rest_is(Medium medium) {
        String many = written("line\n".repeat(200) + "the end", medium);
        String wide = written("😀 word ".repeat(400) + "the end", medium);

        assertThat(Media.seen(many)).contains("Shortened", Contents.HOME, "…").doesNotContain("the end");
        // an e-mail says it twice: as text and as HTML
        assertThat(many.split("line", -1)).hasSizeLessThan(medium.folder().equals("email") ? 30 : 15);
        assertThat(Media.seen(wide)).contains("Shortened", Contents.HOME, "…").doesNotContain("the end", "\uFFFD");
    }

    @Test
    void lark_folds_the_whole_behind_the_first_of_it() {
        String card = written("line\n".repeat(200) + "the end", Media.of("lark"));

        assertThat(card).contains("collapsible_panel", "Whole text", "the end").doesNotContain("Shortened");
    }

    @ParameterizedTest
    @MethodSource("media")
    void an_address_is_shown_whole_or_not_at_all(Medium medium) {
        String url = "https://wiki.example.com/runbook/disk-full";

        for (int before = 440; before < 500; before += 7) {
            String message = Media.seen(written("w".repeat(before) + " " + url + " after ".repeat(50), medium));

            assertThat(message.contains(url) || !message.contains("wiki"))
                    .as(message)
                    .isTrue();
        }
    }

    @Test
    void none_is_as_much_as_the_platform_takes_and_less_than_a_few_words_is_refused() {
        assertThat(Excerpt.of(0, 0)).isEqualTo(Excerpt.NONE);
        assertThatThrownBy(() -> Excerpt.of(10, 0)).hasMessageContaining("100 characters");
    }

    private static String written(String summary, Medium medium) {
        PublishedEvent event = Contents.saying(EVENT, "cpu", summary, EVENT.labels());
        return RENDERER.render(Contents.of(event, "opened"), medium, Contents.ENGLISH)
                .text();
    }
}

package routes.channel.lark;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;
import static routes.fakes.SampleEvent.anEvent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.channel.CardAction;
import routes.channel.CardUpdate;
import routes.channel.bot.Bot;
import routes.common.json.Json;
import routes.event.PublishedEvent;
import routes.fakes.BotsInMemory;
import routes.fakes.FakeLark;
import routes.fakes.FakeLarkMessages.Kept;
import routes.fixtures.ManualClock;
import routes.notice.Notice;

/** Cards that are changed after they were sent. */
@Tag("slow")
class LarkCardChangeTest {
    private static final ManualClock CLOCK = new ManualClock(Instant.parse("2026-11-23T10:00:00Z"));
    private static final FakeLark LARK = new FakeLark(CLOCK).app("cli_1", "s3cret");
    private static final Bot BOT = bot("Lark", "cli_1", "secret", "s3cret");
    private static final String BY_CLICK = "/open-apis/interactive/v1/card/update";
    private static LarkRoute route;
    private static int number;

    @BeforeAll
    static void start() throws Exception {
        route = LarkRoute.start(LARK, BotsInMemory.of(BOT), CLOCK);
    }

    @AfterAll
    static void stop() {
        route.close();
        LARK.close();
    }

    @BeforeEach
    void group() {
        LARK.forget();
        LARK.messages().clear();
        LARK.group("oc_ops", "Ops");
        route.byTemplate("");
        CLOCK.advance(Duration.ofSeconds(2));
    }

    @Test
    void a_card_that_was_sent_can_be_replaced() {
        Kept card = sentCard();

        assertThat(update(card.id(), null)).isTrue();

        assertThat(shown(0).content()).contains("Acknowledged <at id=ou_a></at>");
        assertThat(LARK.calls(BY_CLICK)).isEmpty();
    }

    @Test
    void a_card_that_is_too_old_to_be_replaced_is_replaced_by_the_click_on_it() {
        Kept card = sentCard();
        CLOCK.advance(Duration.ofDays(15));
        LARK.messages().clicked("c-1", card.id());

        assertThat(update(card.id(), "c-1")).isTrue();

        assertThat(shown(0).content()).contains("Acknowledged <at id=ou_a></at>");
        assertThat(update(card.id(), null)).as("without a click").isFalse();
        assertThat(update(card.id(), "c-9")).as("by an unknown click").isFalse();
    }

    @Test
    void a_click_serves_for_two_changes_within_half_an_hour() {
        Kept card = sentCard();
        CLOCK.advance(Duration.ofDays(15));
        LARK.messages().clicked("c-1", card.id());
        LARK.messages().clicked("c-2", card.id());

        assertThat(update(card.id(), "c-1")).isTrue();
        assertThat(update(card.id(), "c-1")).isTrue();
        assertThat(update(card.id(), "c-1")).isFalse();
        CLOCK.advance(Duration.ofMinutes(31));
        assertThat(update(card.id(), "c-2")).isFalse();
    }

    @Test
    void a_card_that_one_person_sees_is_replaced_by_the_click_on_it() {
        route.spokeLately("ou_a");
        route.send(answer());
        Kept card = shown(0);
        LARK.messages().clicked("c-1", card.id());

        assertThat(update(card.id(), "c-1")).isTrue();
        assertThat(update("", "c-1")).as("Lark did not say which").isTrue();

        assertThat(shown(0).content()).contains("Acknowledged");
    }

    @Test
    void what_was_done_stands_in_front_of_the_text_of_a_card_template() throws Exception {
        route.byTemplate("AAq1");

        JsonNode values = values(card("Acknowledged\nMuted", true));

        assertThat(values.path("analysis").asText())
                .startsWith("Acknowledged\nMuted\n\n")
                .contains("it is busy");
    }

    @Test
    void what_is_shown_to_all_by_a_card_template_cannot_be_shown_to_all_again() throws Exception {
        route.byTemplate("AAq1");
        route.spokeLately("ou_a");
        Notice notice = answer();
        route.send(notice);
        CardAction click = new CardAction(
                "c", Json.mapper().createObjectNode(), null, Map.of(), null, "oc_ops", null, CLOCK.instant());

        assertThat(channel().publish(notice, click, BOT)).isPresent();

        assertThat(values(shown(0).content()).path("button_disable").asBoolean())
                .as("as one person sees it")
                .isFalse();
        assertThat(values(shown(1).content()).path("button_disable").asBoolean())
                .as("as all see it")
                .isTrue();
    }

    @Test
    void only_what_one_person_sees_alone_is_taken_back() {
        route.spokeLately("ou_a");
        Notice answer = answer();
        route.send(answer);
        Notice alarm = LarkRoute.notice(anEvent().numbered(++number), "oc_ops");
        route.send(alarm);

        channel().withdraw(answer, shown(0).id(), BOT);
        channel().withdraw(alarm, shown(0).id(), BOT);

        assertThat(LARK.messages().shown()).singleElement().satisfies(card -> assertThat(card.how())
                .isEqualTo("create"));
    }

    private static Kept sentCard() {
        CLOCK.advance(Duration.ofMillis(400));
        route.send(LarkRoute.notice(anEvent().numbered(++number), "oc_ops"));
        return shown(0);
    }

    private static Kept shown(int index) {
        return LARK.messages().shown().get(index);
    }

    private static boolean update(String messageId, @Nullable String click) {
        String words = channel().words("acknowledge", Map.of("open_id", "ou_a"));
        return channel().update(new CardUpdate(messageId, card(words, true), click), BOT);
    }

    private static String card(String note, boolean actionable) {
        Notice notice = LarkRoute.notice(anEvent().numbered(number), "oc_ops");
        return channel().card(notice, note, actionable).orElseThrow();
    }

    private static LarkChannel channel() {
        return route.channel(BotsInMemory.of());
    }

    private static JsonNode values(String card) throws Exception {
        return Json.mapper().readTree(card).at("/data/template_variable");
    }

    /** For those who spoke lately, each alone. */
    private static Notice answer() {
        ObjectNode raw = Json.mapper().createObjectNode();
        raw.put("bot_id", "cli_1").put("chat_id", "oc_ops").put("msg_id", "om_source");
        raw.putObject("data").put("response", "restart it");
        PublishedEvent event = anEvent()
                .numbered(++number)
                .by("chatops_proactive_reply_agent", raw)
                .build();
        return LarkRoute.notice(event, "oc_ops");
    }
}

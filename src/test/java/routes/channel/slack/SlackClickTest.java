package routes.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.channel.EventTypes;
import routes.channel.InboundEvent;
import routes.channel.Received;
import routes.channel.bot.Bot;
import routes.fakes.BotsInMemory;
import routes.fakes.SlackPush;
import routes.notice.render.Look;

/** Buttons that people press in Slack. */
@Tag("slow")
class SlackClickTest {
    private static final Instant NOW = Instant.ofEpochSecond(1531420618);
    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    private static final Bot BOT = bot("Slack", "A1", "secret", "xoxb-1", "signing_secret", SECRET);

    private final SlackChannel slack = new SlackChannel(
            BotsInMemory.of(BOT),
            request -> {
                throw new AssertionError(request);
            },
            request -> {
                throw new AssertionError(request);
            },
            SlackSubject.cards(new Look("en", ZoneOffset.UTC)));

    @Test
    void a_click_names_its_button_its_person_and_its_message() {
        String payload = "{\"type\":\"block_actions\",\"api_app_id\":\"A1\",\"token\":\"legacy-token\","
                + "\"trigger_id\":\"t.1\",\"user\":{\"id\":\"U2\",\"username\":\"jo\",\"team_id\":\"T1\"},"
                + "\"container\":{\"type\":\"message\",\"message_ts\":\"1531420001.000200\",\"channel_id\":\"C1\"},"
                + "\"channel\":{\"id\":\"C1\"},\"response_url\":\"https://hooks.slack.com/actions/secret\","
                + "\"actions\":[{\"type\":\"button\",\"action_id\":\"acknowledge\",\"value\":\"sealed\",\"action_ts\":\"1531420617.1\"}]}";
        Received received =
                slack.receive(SlackPush.click(payload, NOW).signed(SECRET).post());

        InboundEvent event = ((Received.Accepted) received).events().get(0);
        assertThat(event.header().eventType()).isEqualTo(EventTypes.CARD_ACTION);
        assertThat(event.event().toString()).doesNotContain("legacy-token", "actions/secret");
        assertThat(slack.action(event, BOT)).hasValueSatisfying(action -> {
            assertThat(action.clickId()).isEqualTo("t.1");
            assertThat(action.value().path("action").asText()).isEqualTo("acknowledge");
            assertThat(action.value().path("signed").asText()).isEqualTo("sealed");
            assertThat(action.actor()).containsEntry("user_id", "U2").containsEntry("name", "jo");
            assertThat(action.messageId()).isEqualTo("C1:1531420001.000200");
        });
    }

    @Test
    void words_name_who_did_it_and_take_no_marks_from_an_id() {
        assertThat(slack.words("acknowledge", by("U2"))).isEqualTo("✅ 已认领 · Acknowledged <@U2>");
        assertThat(slack.words("acknowledge", by("!channel"))).isEqualTo("✅ 已认领 · Acknowledged");
        assertThat(slack.words("unmatched-of", by("U2"))).isEmpty();
    }

    private static Map<String, String> by(String person) {
        return Map.of("user_id", person);
    }

    @Test
    void a_button_that_only_opens_a_page_is_acknowledged_and_forgotten() {
        String payload = "{\"type\":\"block_actions\",\"api_app_id\":\"A1\",\"trigger_id\":\"t.2\","
                + "\"actions\":[{\"type\":\"button\",\"action_id\":\"open-event\"}]}";

        assertThat(slack.receive(SlackPush.click(payload, NOW).signed(SECRET).post()))
                .isInstanceOf(Received.Reply.class);
    }
}

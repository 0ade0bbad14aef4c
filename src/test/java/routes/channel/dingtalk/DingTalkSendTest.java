package routes.channel.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;
import static routes.fakes.SampleEvent.anEvent;
import static routes.fixtures.Approved.assertAsApproved;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.channel.CardUpdate;
import routes.channel.bot.Bot;
import routes.channel.bot.CredentialCheck;
import routes.channel.chat.ChatType;
import routes.channel.chat.Message;
import routes.channel.chat.Part;
import routes.channel.chat.SenderType;
import routes.common.json.Json;
import routes.fakes.BotsInMemory;
import routes.fakes.FakeDingTalk;
import routes.fakes.SampleEvent;
import routes.fixtures.ManualClock;
import routes.notice.FailureReason;
import routes.notice.SendResult;

/** What reaches DingTalk, judged by a fake that refuses what DingTalk refuses. */
@Tag("slow")
class DingTalkSendTest {
    private final ManualClock clock = new ManualClock(SampleEvent.NOW);
    private final FakeDingTalk dingtalk = new FakeDingTalk(clock);
    private final Bot robot = bot(
            "DingTalk",
            "group",
            "webhook_url",
            dingtalk.robot("tok", "SEC1"),
            "webhook_secret",
            "SEC1",
            "mentions",
            "manager01, 13800000000 all");
    private final Bot wrong =
            bot("DingTalk", "wrong", "webhook_url", dingtalk.robot("tok2", "SEC1"), "webhook_secret", "SEC-other");
    private final Bot keyword =
            bot("DingTalk", "keyword", "webhook_url", dingtalk.robotWithKeyword("tok3", "a word that is not there"));
    private final Bot app = bot("DingTalk", "app", "secret", "s3cret");
    private final Bot cards = bot("DingTalk", "cards", "secret", "s3cret", "card_template_id", "tpl.schema");
    private final BotsInMemory bots =
            BotsInMemory.of(robot, wrong, keyword, app, cards, BotsInMemory.inactive(bot("DingTalk", "off")));
    private DingTalkRoute route;
    private int number;

    @BeforeEach
    void start() throws Exception {
        dingtalk.api().app("app", "s3cret");
        dingtalk.api().app("cards", "s3cret");
        dingtalk.api().group("cid");
        dingtalk.api().person("manager01");
        route = DingTalkRoute.start(dingtalk, bots, clock);
    }

    @AfterEach
    void stop() {
        route.close();
        dingtalk.close();
    }

    @Test
    void a_signed_robot_shows_markdown_and_calls_those_who_are_named() throws Exception {
        SendResult result = send("group", "group");

        assertThat(result).isInstanceOf(SendResult.Sent.class);
        JsonNode shown = dingtalk.shown().get(0);
        assertThat(shown.at("/markdown/title").asText()).contains("CPU of web-1");
        assertThat(shown.at("/markdown/text").asText()).contains("@manager01", "@13800000000", "aiops.example");
        assertThat(shown.path("at"))
                .isEqualTo(Json.mapper()
                        .readTree("{\"isAtAll\":true,\"atMobiles\":[\"13800000000\"],\"atUserIds\":[\"manager01\"]}"));
    }

    @Test
    void HTTP_200_with_a_code_is_not_a_delivery() {
        assertThat(send("wrong", "group")).isInstanceOfSatisfying(SendResult.TryLater.class, later -> {
            assertThat(later.reason()).isEqualTo(FailureReason.AUTH);
            assertThat(later.said().remedy()).contains("signature");
        });
        assertThat(send("keyword", "group")).isInstanceOfSatisfying(SendResult.Refused.class, refused -> assertThat(
                        refused.said().remedy())
                .contains("keyword is missing"));
    }

    @Test
    void a_robot_that_sent_twenty_in_a_minute_waits_ten_minutes() {
        for (int sent = 0; sent < 20; sent++) {
            assertThat(send("group", "group")).isInstanceOf(SendResult.Sent.class);
        }

        assertThat(send("group", "group"))
                .isInstanceOfSatisfying(SendResult.TryLater.class, later -> assertThat(later.askedToWait())
                        .hasValue(Duration.ofMinutes(10)));
        clock.advance(Duration.ofMinutes(10));
        assertThat(send("group", "group")).isInstanceOf(SendResult.Sent.class);
    }

    @Test
    void a_code_as_text_is_understood() {
        dingtalk.answerCodesAsText();

        assertThat(send("group", "group")).isInstanceOf(SendResult.Sent.class);
        assertThat(send("wrong", "group")).isNotInstanceOf(SendResult.Sent.class);
    }

    @Test
    void an_application_writes_to_a_group_and_to_people() {
        assertThat(send("app", "cid")).isInstanceOf(SendResult.Sent.class);
        assertThat(send("app", "user:manager01")).isInstanceOf(SendResult.Sent.class);
        assertThat(send("app", "user:nobody")).isInstanceOfSatisfying(SendResult.Refused.class, refused -> assertThat(
                        refused.said().remedy())
                .contains("nobody"));
        assertThat(send("app", "no-such-group")).isNotInstanceOf(SendResult.Sent.class);
        assertThat(dingtalk.calls("/v1.0/oauth2/accessToken")).hasSize(1);
    }

    @Test
    void a_token_that_is_over_is_fetched_anew_once() {
        send("app", "cid");
        dingtalk.api().endTokens();

        assertThat(send("app", "cid")).isInstanceOf(SendResult.Sent.class);
        assertThat(dingtalk.calls("/v1.0/oauth2/accessToken")).hasSize(2);
    }

    @Test
    void an_application_with_a_wrong_secret_says_what_to_do() {
        dingtalk.api().app("app", "another");

        assertThat(send("app", "cid")).isInstanceOfSatisfying(SendResult.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(FailureReason.AUTH);
            assertThat(refused.said().remedy()).contains("app secret");
        });
    }

    @Test
    void a_card_carries_its_buttons_is_one_card_however_often_it_is_sent_and_can_be_changed() {
        SendResult.Sent sent =
                (SendResult.Sent) route.send(DingTalkRoute.notice(anEvent().build(), "cid", "cards"));
        route.send(DingTalkRoute.notice(anEvent().build(), "cid", "cards"));

        String card = sent.ids().get(0);
        assertThat(dingtalk.api().card(card).path("acknowledge").asText()).isEqualTo("v1:sealed");
        assertThat(dingtalk.api().card(card).path("text").asText()).contains("it is busy");
        assertThat(route.channel().update(new CardUpdate(card, "{\"title\":\"taken\"}"), cards))
                .isTrue();
        assertThat(dingtalk.api().card(card).path("title").asText()).isEqualTo("taken");
        assertThat(route.channel().update(new CardUpdate("other", "{}"), cards)).isFalse();
        String taken = route.channel()
                .card(DingTalkRoute.notice(anEvent().build(), "cid", "cards"), "done by li", false)
                .orElseThrow();
        assertThat(route.channel().update(new CardUpdate(card, taken), cards)).isTrue();
        assertThat(dingtalk.api().card(card).path("text").asText()).startsWith("done by li\n\nit is busy");
        assertThat(dingtalk.api().card(card).has("acknowledge")).isFalse();
    }

    @Test
    void what_is_posted_is_as_it_was_approved() {
        send("group", "group");
        send("app", "cid");
        send("app", "user:manager01");
        send("cards", "cid");

        assertAsApproved("dingtalk/robot", dingtalk.calls("/robot/send").get(0).json());
        assertAsApproved(
                "dingtalk/group",
                dingtalk.calls("/v1.0/robot/groupMessages/send").get(0).json());
        assertAsApproved(
                "dingtalk/people",
                dingtalk.calls("/v1.0/robot/oToMessages/batchSend").get(0).json());
        assertAsApproved(
                "dingtalk/card",
                dingtalk.calls("/v1.0/card/instances/createAndDeliver").get(0).json());
    }

    @Test
    void what_a_person_sent_is_fetched_by_its_code() {
        dingtalk.api().file("code1", new byte[] {1, 2, 3});
        Message message = said();

        assertThat(route.channel().fetch(message, Part.pendingImage("code1"), app))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(1, 2, 3));
        assertThat(route.channel().fetch(message, Part.pendingImage("gone"), app))
                .isEmpty();
    }

    private static Message said() {
        return new Message(
                "DingTalk",
                "app",
                "cid",
                ChatType.GROUP,
                "m",
                SampleEvent.NOW,
                "s",
                SenderType.USER,
                "picture",
                "{}",
                "",
                List.of(),
                true,
                List.of(),
                Message.Thread.NONE,
                "e");
    }

    @Test
    void credentials_are_checked_where_they_can_be() {
        assertThat(route.channel().check(app)).isInstanceOf(CredentialCheck.Valid.class);
        assertThat(route.channel().check(robot)).isInstanceOf(CredentialCheck.Valid.class);
        assertThat(route.channel().check(bot("DingTalk", "app", "secret", "wrong")))
                .isInstanceOfSatisfying(CredentialCheck.Invalid.class, invalid -> assertThat(invalid.field())
                        .isEqualTo("secret"));
        assertThat(route.channel().check(bot("DingTalk", "x", "webhook_url", "ftp://host/?access_token=a")))
                .isInstanceOf(CredentialCheck.Invalid.class);
        assertThat(route.channel().check(bot("DingTalk", "app", "secret", "s3cret", "event_aes_key", "short")))
                .isInstanceOfSatisfying(CredentialCheck.Invalid.class, invalid -> assertThat(invalid.field())
                        .isEqualTo("event_aes_key"));
        dingtalk.close();
        assertThat(route.channel().check(bot("DingTalk", "app2", "secret", "s")))
                .isInstanceOf(CredentialCheck.Unreachable.class);
    }

    @Test
    void a_bot_that_is_gone_or_off_is_skipped() {
        assertThat(send("off", "cid")).isInstanceOf(SendResult.Skipped.class);
        assertThat(send("gone", "cid")).isInstanceOf(SendResult.Skipped.class);
    }

    @Test
    void what_is_too_long_is_cut_at_a_character_with_a_link_to_the_event() {
        route.send(DingTalkRoute.notice(
                anEvent().labelled("host", "长".repeat(30_000)).build(), "group", "group"));

        String text = dingtalk.shown().get(0).at("/markdown/text").asText();
        assertThat(text).contains("长长", "aiops.example").doesNotContain("\uFFFD");
        assertThat(dingtalk.shown().get(0).toString().getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(20_000);
    }

    private SendResult send(String botId, String address) {
        return route.send(DingTalkRoute.notice(anEvent().numbered(++number).build(), address, botId));
    }
}

package routes.channel.wecom;

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
import routes.fakes.BotsInMemory;
import routes.fakes.FakeWeCom;
import routes.fakes.SampleEvent;
import routes.fixtures.ManualClock;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.SendResult;

/** What reaches WeCom, judged by a fake that refuses what WeCom refuses. */
@Tag("slow")
class WeComSendTest {
    private static final String KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";

    private final ManualClock clock = new ManualClock(SampleEvent.NOW);
    private final FakeWeCom wecom = new FakeWeCom(clock);
    private final Bot robot = bot("WeChat", "group", "webhook_url", wecom.robot("k"), "mentions", "li,all");
    private final Bot mobiles = bot(
            "WeChat", "mobiles", "webhook_url", wecom.robot("k"), "mentions", "13800138000 li,+85251234567; P0: all");
    private final Bot gone = bot("WeChat", "gone", "webhook_url", wecom.url() + "/cgi-bin/webhook/send?key=old");
    private final Bot app = bot("WeChat", "corp", "agent_id", "7", "secret", "s");
    private final Bot cards = bot(
            "WeChat",
            "cards",
            "corp_id",
            "corp",
            "agent_id",
            "7",
            "secret",
            "s",
            "callback_token",
            "t",
            "callback_aes_key",
            KEY);
    private final Bot numberless = bot("WeChat", "numberless", "corp_id", "corp", "secret", "s");
    private WeComRoute route;
    private int number;

    @BeforeEach
    void start() throws Exception {
        wecom.app("corp", "s");
        wecom.group("chat");
        wecom.person("li");
        wecom.person("wang");
        route = WeComRoute.start(wecom, BotsInMemory.of(robot, mobiles, gone, app, cards, numberless), clock);
    }

    @AfterEach
    void stop() {
        route.close();
        wecom.close();
    }

    @Test
    void a_robot_that_calls_everybody_does_so_in_a_text_which_alone_can() {
        assertThat(send("group", "group")).isInstanceOf(SendResult.Sent.class);

        JsonNode shown = wecom.shown().get(0);
        assertThat(shown.path("msgtype").asText()).isEqualTo("text");
        assertThat(shown.at("/text/content").asText()).contains("CPU of web-1", "https://aiops.example/");
        assertThat(shown.at("/text/mentioned_list")).hasToString("[\"li\",\"@all\"]");
    }

    @Test
    void a_robot_that_calls_people_by_their_mobile_numbers_does_so_in_a_text() {
        assertThat(send("mobiles", "mobiles")).isInstanceOf(SendResult.Sent.class);

        JsonNode shown = wecom.shown().get(0);
        assertThat(shown.path("msgtype").asText()).isEqualTo("text");
        assertThat(shown.at("/text/mentioned_list")).hasToString("[\"li\"]");
        assertThat(shown.at("/text/mentioned_mobile_list")).hasToString("[\"13800138000\",\"+85251234567\"]");
    }

    @Test
    void HTTP_200_with_a_code_is_not_a_delivery() {
        assertThat(send("gone", "group")).isInstanceOfSatisfying(SendResult.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(FailureReason.AUTH);
            assertThat(refused.said().remedy()).contains("robot was removed");
        });
        assertThat(wecom.shown()).isEmpty();
    }

    @Test
    void a_robot_that_sent_twenty_in_a_minute_waits_a_minute() {
        for (int sent = 0; sent < 20; sent++) {
            assertThat(send("group", "group")).isInstanceOf(SendResult.Sent.class);
        }

        assertThat(send("group", "group"))
                .isInstanceOfSatisfying(SendResult.TryLater.class, later -> assertThat(later.askedToWait())
                        .hasValue(Duration.ofMinutes(1)));
    }

    @Test
    void an_application_writes_to_its_groups_and_to_people_with_one_token() {
        assertThat(send("corp", "chat")).isInstanceOf(SendResult.Sent.class);
        assertThat(send("corp", "user:li|wang")).isInstanceOf(SendResult.Sent.class);
        assertThat(send("corp", "user:nobody")).isInstanceOf(SendResult.Refused.class);
        assertThat(send("corp", "user:li|nobody")).isInstanceOfSatisfying(SendResult.Sent.class, sent -> assertThat(
                        sent.said().remedy())
                .contains("not to nobody"));
        assertThat(wecom.calls("/cgi-bin/gettoken")).hasSize(1);
    }

    @Test
    void a_token_that_is_over_is_fetched_anew_once() {
        send("corp", "chat");
        wecom.endTokens();

        assertThat(send("corp", "chat")).isInstanceOf(SendResult.Sent.class);
        assertThat(wecom.calls("/cgi-bin/gettoken")).hasSize(2);
    }

    @Test
    void a_repeated_attempt_is_one_message() {
        wecom.nextLostAfterWork();
        send("corp", "user:li");

        assertThat(wecom.shown()).hasSizeLessThanOrEqualTo(1);
        number--;
        assertThat(send("corp", "user:li")).isInstanceOf(SendResult.Sent.class);
        assertThat(wecom.shown()).hasSize(1);
    }

    @Test
    void a_card_with_buttons_goes_to_people_where_a_click_can_come_back() {
        assertThat(send("cards", "user:li")).isInstanceOf(SendResult.Sent.class);

        JsonNode card = wecom.shown().get(0).path("template_card");
        assertThat(card.path("card_type").asText()).isEqualTo("button_interaction");
        assertThat(card.at("/button_list/0/key").asText()).isEqualTo("acknowledge v1:sealed");
        assertThat(card.at("/card_action/url").asText()).startsWith("https://aiops.example/");
        assertThat(card.path("task_id").asText()).hasSize(24);
        assertThat(send("cards", "chat")).isInstanceOf(SendResult.Sent.class);
        assertThat(wecom.shown().get(1).path("msgtype").asText()).isEqualTo("markdown");
    }

    @Test
    void a_card_is_changed_once_by_the_code_that_came_with_the_click() {
        Notice notice = WeComRoute.notice(anEvent().build(), "user:li", "cards");
        String taken = route.channel().card(notice, "taken by li", true).orElseThrow();
        CardUpdate update = new CardUpdate("task", taken, wecom.clickCode());

        assertThat(route.channel().update(update, cards)).isTrue();
        JsonNode card = wecom.shown().get(0).path("template_card");
        assertThat(card.path("sub_title_text").asText()).isEqualTo("taken by li\nit is busy");
        assertThat(card.path("task_id").asText()).isEqualTo(notice.id());
        assertThat(card.path("button_list")).hasSize(1);
        assertThat(route.channel().update(update, cards)).isFalse();
        assertThat(route.channel().update(new CardUpdate("task", taken), cards)).isFalse();
    }

    @Test
    void where_nothing_is_left_to_press_the_buttons_give_way_to_words() {
        Notice notice = WeComRoute.notice(anEvent().build(), "user:li", "cards");
        String over = route.channel().card(notice, "over", false).orElseThrow();

        assertThat(route.channel().update(new CardUpdate("task", over, wecom.clickCode()), cards))
                .isTrue();
        assertThat(wecom.shown().get(0).at("/button/replace_name").asText()).isEqualTo("over");
    }

    @Test
    void what_is_posted_is_as_it_was_approved() {
        send("group", "group");
        send("corp", "chat");
        send("corp", "user:li");
        send("cards", "user:li|wang");

        assertAsApproved(
                "wecom/robot", wecom.calls("/cgi-bin/webhook/send").get(0).json());
        assertAsApproved(
                "wecom/group", wecom.calls("/cgi-bin/appchat/send").get(0).json());
        assertAsApproved(
                "wecom/people", wecom.calls("/cgi-bin/message/send").get(0).json());
        assertAsApproved(
                "wecom/card", wecom.calls("/cgi-bin/message/send").get(1).json());
    }

    @Test
    void what_a_person_sent_is_fetched_by_its_id() {
        Message message = new Message(
                "WeChat",
                "corp",
                "user:li",
                ChatType.P2P,
                "m",
                SampleEvent.NOW,
                "li",
                SenderType.USER,
                "image",
                "{}",
                "",
                List.of(),
                true,
                List.of(),
                Message.Thread.NONE,
                "e");

        assertThat(route.channel().fetch(message, Part.pendingImage("media1"), app))
                .hasValueSatisfying(bytes -> assertThat(bytes).hasSize(3));
        wecom.endTokens();
        assertThat(route.channel().fetch(message, Part.pendingImage("media1"), app))
                .isPresent();
    }

    @Test
    void wrong_credentials_say_what_to_do() {
        wecom.app("corp", "another");

        assertThat(send("corp", "chat")).isInstanceOfSatisfying(SendResult.Refused.class, refused -> assertThat(
                        refused.said().remedy())
                .contains("secret"));
        assertThat(send("numberless", "user:li"))
                .isInstanceOfSatisfying(
                        SendResult.Skipped.class,
                        skipped -> assertThat(skipped.said().text()).contains("agent_id"));
        assertThat(route.channel().check(app))
                .isInstanceOfSatisfying(CredentialCheck.Invalid.class, invalid -> assertThat(invalid.field())
                        .isEqualTo("secret"));
        assertThat(route.channel().check(numberless)).isInstanceOf(CredentialCheck.Invalid.class);
        assertThat(route.channel().check(robot)).isInstanceOf(CredentialCheck.Valid.class);
        assertThat(route.channel().check(bot("WeChat", "x", "webhook_url", "https://host/without")))
                .isInstanceOf(CredentialCheck.Invalid.class);
    }

    @Test
    void what_is_too_long_is_cut_at_a_character_with_a_link_to_the_event() {
        route.send(
                WeComRoute.notice(anEvent().labelled("host", "长".repeat(3_000)).build(), "group", "group"));

        String text = wecom.shown().get(0).at("/text/content").asText();
        assertThat(text).contains("长长", "https://aiops.example/").doesNotContain("\uFFFD");
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(4096);
        assertThat(text.split("<font", -1)).hasSameSizeAs(text.split("</font>", -1));
    }

    private SendResult send(String botId, String address) {
        return route.send(WeComRoute.notice(anEvent().numbered(++number).build(), address, botId));
    }
}

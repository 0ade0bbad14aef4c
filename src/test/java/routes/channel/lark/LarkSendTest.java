package routes.channel.lark;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;
import static routes.fakes.SampleEvent.anEvent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.channel.bot.CredentialCheck;
import routes.common.json.Json;
import routes.event.PublishedEvent;
import routes.fakes.BotsInMemory;
import routes.fakes.FakeLark;
import routes.fakes.FakeLarkMessages.Kept;
import routes.fakes.PlatformAnswer;
import routes.fixtures.ManualClock;
import routes.kits.ChannelRoute;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.subscription.Subscription;

/** How a notice reaches Lark. */
@Tag("slow")
class LarkSendTest {
    private static final String MOBILES = "13800138000,13900139000,bob@corp.com";
    private static final ManualClock CLOCK = new ManualClock(Instant.parse("2026-11-23T10:00:00Z"));
    private static final FakeLark LARK =
            new FakeLark(CLOCK).app("cli_1", "s3cret").app("cli_calls", "s3cret");
    private static LarkRoute route;
    private static int number;

    @BeforeAll
    static void start() throws Exception {
        route = LarkRoute.start(
                LARK,
                BotsInMemory.of(
                        bot("Lark", "cli_1", "secret", "s3cret"),
                        bot("Lark", "cli_calls", "secret", "s3cret", "mentions", "ou_a1,all,li"),
                        bot("Lark", "cli_mobiles", "secret", "s3cret", "mentions", MOBILES)),
                CLOCK);
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
        LARK.group(chat(), "Ops");
        CLOCK.advance(Duration.ofSeconds(2));
    }

    @Test
    void an_alarm_is_a_card_in_the_chat_with_buttons_and_our_id_as_its_key() {
        Notice notice = LarkRoute.notice(anEvent().numbered(++number), chat());

        SendResult result = route.send(notice);
        SendResult again = route.send(notice);

        Kept card = shown("create").get(0);
        assertThat(result).isEqualTo(new SendResult.Sent(List.of(card.id())));
        assertThat(again).as("the same key gives the same message").isEqualTo(result);
        assertThat(shown("create")).hasSize(1);
        assertThat(card.json().at("/schema").asText()).isEqualTo("2.0");
        assertThat(card.content())
                .contains("CPU of web-1")
                .contains("acknowledge")
                .contains("mute-4h");
        assertThat(LARK.calls("/open-apis/im/v1/messages")
                        .get(0)
                        .json()
                        .at("/uuid")
                        .asText())
                .isEqualTo(notice.id());
    }

    @Test
    void a_problem_calls_the_people_that_the_bot_names_and_its_end_calls_no_one() {
        Subscription.Target group = new Subscription.Target("Lark", chat(), "cli_calls", null);
        route.send(ChannelRoute.notice(anEvent().numbered(++number).build(), group));
        route.send(ChannelRoute.notice(anEvent().numbered(++number).recovered().build(), group));

        assertThat(shown("create"))
                .extracting(Kept::content)
                .satisfiesExactly(
                        opened -> assertThat(opened).contains("<at id=ou_a1></at> <at id=all></at>"),
                        ended -> assertThat(ended).doesNotContain("<at "));
    }

    @Test
    void people_are_called_by_their_mobile_numbers_and_a_message_says_whom_lark_does_not_know() {
        LARK.app("cli_mobiles", "s3cret").person("13800138000", "ou_li");
        Subscription.Target group = new Subscription.Target("Lark", chat(), "cli_mobiles", null);

        route.send(ChannelRoute.notice(anEvent().numbered(++number).build(), group));
        route.send(ChannelRoute.notice(anEvent().numbered(++number).build(), group));

        assertThat(shown("create")).hasSize(2).extracting(Kept::content).allSatisfy(content -> assertThat(content)
                .contains("<at id=ou_li></at> <at email=bob@corp.com></at> ⚠ Not called: 13900139000"));
        assertThat(LARK.calls("/open-apis/contact/v3/users/batch_get_id"))
                .singleElement()
                .satisfies(
                        call -> assertThat(call.json()).hasToString("{\"mobiles\":[\"13800138000\",\"13900139000\"]}"));
    }

    @Test
    void one_token_serves_until_it_is_nearly_over() {
        LARK.endTokens();
        send(anEvent().numbered(++number).build());
        send(anEvent().numbered(++number).build());
        assertThat(LARK.calls("/open-apis/auth/v3/tenant_access_token/internal"))
                .hasSizeLessThanOrEqualTo(1);

        CLOCK.advance(Duration.ofMinutes(119));
        assertThat(send(anEvent().numbered(++number).build())).isInstanceOf(SendResult.Sent.class);
    }

    @Test
    void a_token_that_is_over_is_fetched_anew_once() {
        send(anEvent().numbered(++number).build());
        LARK.endTokens();

        assertThat(send(anEvent().numbered(++number).build())).isInstanceOf(SendResult.Sent.class);

        LARK.refuseTokens(true);
        SendResult refused = send(anEvent().numbered(++number).build());
        LARK.refuseTokens(false);
        assertThat(refused).isInstanceOfSatisfying(SendResult.TryLater.class, later -> assertThat(later.reason())
                .isEqualTo(FailureReason.AUTH));
    }

    @Test
    void an_answer_to_a_mention_is_a_reply_to_that_message() {
        SendResult result = send(chatEvent("chatops_reactive_reply_agent"));

        assertThat(result).isInstanceOf(SendResult.Sent.class);
        assertThat(shown("reply")).singleElement().satisfies(card -> assertThat(card.to())
                .isEqualTo("om_source"));
    }

    @Test
    void an_interest_is_the_message_forwarded_and_a_card_in_answer_to_it() {
        SendResult result = send(chatEvent("chatops_interest_agent"));

        Kept forwarded = shown("forward").get(0);
        assertThat(shown("reply")).singleElement().satisfies(card -> {
            assertThat(card.to()).isEqualTo(forwarded.id());
            assertThat(result).isEqualTo(new SendResult.Sent(List.of(card.id())));
        });
    }

    @Test
    void an_answer_of_its_own_accord_is_for_each_who_spoke_lately_and_no_one_else() {
        route.spokeLately("ou_a", "ou_b");

        SendResult result = send(chatEvent("chatops_proactive_reply_agent"));

        assertThat(shown("ephemeral").stream().map(Kept::to)).contains("ou_a", "ou_b");
        assertThat(((SendResult.Sent) result).ids()).hasSize(2);
    }

    @Test
    void a_card_template_gets_the_references_variables() {
        route.byTemplate("AAq1");

        send(chatEvent("chatops_reactive_reply_agent"));
        route.byTemplate("");

        JsonNode card = shown("reply").get(shown("reply").size() - 1).json();
        assertThat(card.at("/type").asText()).isEqualTo("template");
        assertThat(card.at("/data/template_id").asText()).isEqualTo("AAq1");
        JsonNode values = card.at("/data/template_variable");
        assertThat(values.path("button_action").asText()).isEqualTo("public");
        assertThat(values.path("button_disable").asBoolean()).isTrue();
        assertThat(values.path("analysis").asText()).isEqualTo("restart it\n\n[Runbook](https://docs.example/r)");
    }

    @Test
    void the_card_that_a_subscription_names_by_its_id_counts_before_that_of_the_agent_type() {
        route.byTemplate("AAq1");
        route.wants("ctp_2");

        send(chatEvent("chatops_reactive_reply_agent"));
        route.byTemplate("");
        route.wants("");

        JsonNode card = shown("reply").get(shown("reply").size() - 1).json();
        assertThat(card.at("/data/template_id").asText()).isEqualTo("ctp_2");
    }

    @Test
    void a_name_that_is_no_card_of_lark_leaves_the_usual_card() {
        route.wants("pager");

        send(chatEvent("chatops_reactive_reply_agent"));
        route.wants("");

        JsonNode card = shown("reply").get(shown("reply").size() - 1).json();
        assertThat(card.at("/schema").asText()).isEqualTo("2.0");
    }

    @Test
    void a_bot_that_is_not_in_the_chat_is_reported_with_a_remedy() {
        SendResult result = route.send(LarkRoute.notice(anEvent().numbered(++number), "oc_elsewhere"));

        assertThat(result).isInstanceOfSatisfying(SendResult.Refused.class, refused -> {
            assertThat(refused.said().code()).isEqualTo("230002");
            assertThat(refused.said().remedy()).contains("invite it");
        });
    }

    @Test
    void a_bot_that_is_gone_is_skipped() {
        Notice notice = LarkRoute.notice(anEvent().numbered(++number), chat());
        Notice other = new Notice(
                notice.id(),
                notice.event(),
                new Subscription.Target("Lark", chat(), "cli_9", null),
                notice.subscriptionId(),
                "shop",
                notice.state(),
                1,
                1,
                null,
                null,
                notice.createdAt());

        assertThat(route.send(other)).isInstanceOf(SendResult.Skipped.class);
        assertThat(LARK.calls()).isEmpty();
    }

    @Test
    void no_person_who_has_the_card_gets_it_again_when_the_next_call_breaks() {
        route.spokeLately("ou_a", "ou_b");
        send(anEvent().numbered(++number).build());
        LARK.next(call -> call.text().contains("ou_b"), PlatformAnswer.reset());
        LARK.next(call -> call.text().contains("ou_b"), PlatformAnswer.reset());

        SendResult result = send(chatEvent("chatops_proactive_reply_agent"));

        assertThat(result).isInstanceOfSatisfying(SendResult.Sent.class, sent -> {
            assertThat(sent.ids()).hasSize(1);
            assertThat(sent.said().text()).isNotEmpty();
        });
    }

    @Test
    void credentials_are_checked_by_asking_lark_who_the_bot_is() {
        LarkChannel channel = route.channel(BotsInMemory.of());

        assertThat(channel.check(bot("Lark", "cli_1", "secret", "s3cret")))
                .isEqualTo(new CredentialCheck.Valid("ou_bot", "Ops bot"));
        assertThat(channel.check(bot("Lark", "cli_1", "secret", "wrong")))
                .isInstanceOfSatisfying(CredentialCheck.Invalid.class, invalid -> {
                    assertThat(invalid.field()).isEqualTo("secret");
                    assertThat(invalid.reason()).contains("10014").doesNotContain("wrong");
                });
        assertThat(channel.chatsOf(bot("Lark", "cli_1", "secret", "s3cret")))
                .anySatisfy(known -> assertThat(known.name()).isEqualTo("Ops"));
    }

    private static SendResult send(PublishedEvent event) {
        CLOCK.advance(Duration.ofMillis(400));
        return route.send(LarkRoute.notice(event, chat()));
    }

    private static String chat() {
        return "oc_ops";
    }

    private static List<Kept> shown(String how) {
        return LARK.messages().shown().stream()
                .filter(one -> one.how().equals(how))
                .toList();
    }

    private static PublishedEvent chatEvent(String agent) {
        ObjectNode raw = Json.mapper().createObjectNode();
        raw.put("bot_id", "cli_1").put("chat_id", chat()).put("msg_id", "om_source");
        ObjectNode data = raw.putObject("data").put("response", "restart it");
        data.putArray("citations").addObject().put("title", "Runbook").put("source", "https://docs.example/r");
        return anEvent().numbered(++number).by(agent, raw).build();
    }
}

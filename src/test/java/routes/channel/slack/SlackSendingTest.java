package routes.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import routes.channel.CardUpdate;
import routes.channel.OnCall;
import routes.channel.bot.CredentialCheck;
import routes.channel.bot.Mentions;
import routes.fakes.PlatformAnswer;
import routes.fakes.SampleEvent;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.render.Look;

/** What goes out to Slack, and what its answers mean. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlackSendingTest {
    private SlackSubject slack;

    @BeforeAll
    void start() throws Exception {
        slack = new SlackSubject(new Look("en", ZoneOffset.UTC));
    }

    @AfterAll
    void stop() {
        slack.close();
    }

    @BeforeEach
    void forget() {
        slack.platform().forget();
    }

    @Test
    void members_are_called_by_their_addresses_and_a_message_says_whom_slack_does_not_know() {
        slack.fake().member("ann@corp.com", "U5");

        slack.send(SlackSubject.notice("A-MAIL", "C1", SampleEvent.anEvent().numbered(501)));
        slack.send(SlackSubject.notice("A-MAIL", "C1", SampleEvent.anEvent().numbered(502)));

        assertThat(slack.fake().shown())
                .hasSizeGreaterThanOrEqualTo(2)
                .filteredOn(message -> message.path("text").asText().contains("<@U5>"))
                .hasSize(2)
                .allSatisfy(message -> assertThat(message.path("text").asText())
                        .startsWith("<@U5> <@U9> ⚠ Not called: gone@corp.com "));
        assertThat(slack.platform().calls())
                .filteredOn(call -> call.path().equals("/api/users.lookupByEmail"))
                .hasSize(2);
        assertThat(slack.channel().uncalled(slack.known("A-MAIL"), List.of("ann@corp.com", "gone@corp.com", "U9")))
                .containsOnly(Map.entry("gone@corp.com", "Slack knows nobody by it"));
    }

    @Test
    void addresses_are_taken_from_an_app_that_can_look_them_up_and_refused_from_a_webhook() {
        assertThat(OnCall.missed(slack.known("A-CALL"), slack.channel()))
                .singleElement()
                .asString()
                .contains("<!here>");
        Mentions byHook = slack.channel().mentions(slack.known("A-HOOK")).orElseThrow();
        assertThat(OnCall.problem("ann@corp.com", byHook))
                .hasValueSatisfying(problem -> assertThat(problem).contains("bot token"));
        assertThat(OnCall.problem(
                        "ann@corp.com",
                        slack.channel().mentions(slack.known("A1")).orElseThrow()))
                .isEmpty();
    }

    @Test
    void a_message_goes_to_its_channel_with_colour_level_and_links() {
        SendResult result = slack.send(slack.notice());

        assertThat(result).isInstanceOfSatisfying(SendResult.Sent.class, sent -> assertThat(sent.ids())
                .singleElement()
                .asString()
                .matches("C\\d+:\\d+\\.\\d{6}"));
        assertThat(slack.platform().calls()).singleElement().satisfies(call -> {
            assertThat(call.path()).isEqualTo("/api/chat.postMessage");
            assertThat(call.header("authorization")).hasValue("Bearer xoxb-token-1");
            assertThat(call.json().path("text").asText()).contains("P1", "CPU of web-1");
            assertThat(call.json().at("/attachments/0/color").asText()).isEqualTo("#f79009");
            assertThat(call.text()).contains("/event-center/event/");
        });
    }

    @Test
    void a_problem_calls_the_people_that_the_bot_names_and_its_end_calls_no_one() {
        slack.fake().channel("C901", "ops").channel("C902", "ops");
        slack.send(SlackSubject.notice("A-CALL", "C901", SampleEvent.anEvent().numbered(901)));
        slack.send(SlackSubject.notice(
                "A-CALL", "C902", SampleEvent.anEvent().numbered(902).recovered()));

        assertThat(slack.platform().calls())
                .extracting(call -> call.json().path("text").asText())
                .satisfiesExactly(
                        opened -> assertThat(opened).startsWith("<@U7> <!subteam^S8> <!channel> "),
                        ended -> assertThat(ended).doesNotContain("<@", "<!"));
    }

    @Test
    void a_bot_with_a_webhook_only_posts_to_it() {
        SendResult result = slack.send(SlackSubject.notice("A-HOOK", "anything", SampleEvent.anEvent()));

        assertThat(result).isInstanceOf(SendResult.Sent.class);
        assertThat(slack.platform().calls("/services/T1/B1/x9x9x9x9"))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.json().has("channel")).isFalse();
                    assertThat(call.header("authorization")).isEmpty();
                });
    }

    @Test
    void an_answer_to_a_chat_goes_into_the_thread_of_its_message() {
        slack.send(SlackSubject.reply("C1:1700000000.000100"));

        assertThat(slack.platform().calls()).singleElement().satisfies(call -> assertThat(
                        call.json().path("thread_ts").asText())
                .isEqualTo("1700000000.000100"));
    }

    @Test
    void a_bot_that_is_unknown_or_holds_nothing_sends_nothing() {
        for (String botId : List.of("A-NOBODY", "A-EMPTY")) {
            assertThat(slack.send(SlackSubject.notice(botId, "C1", SampleEvent.anEvent())))
                    .isInstanceOfSatisfying(SendResult.Skipped.class, skipped -> assertThat(skipped.reason())
                            .isEqualTo(FailureReason.NOT_CONFIGURED));
        }
        assertThat(slack.platform().calls()).isEmpty();
    }

    @Test
    void a_channel_without_the_bot_is_final_and_says_what_to_do() {
        assertThat(slack.send(SlackSubject.notice("A1", "C-OTHER", SampleEvent.anEvent())))
                .isInstanceOfSatisfying(SendResult.Refused.class, refused -> {
                    assertThat(refused.said().code()).isEqualTo("not_in_channel");
                    assertThat(refused.said().remedy()).contains("invite");
                });
    }

    @Test
    void a_message_that_was_sent_is_updated_in_place() {
        SendResult.Sent sent = (SendResult.Sent) slack.send(slack.notice());

        boolean updated =
                slack.channel().update(new CardUpdate(sent.ids().get(0), "{\"text\":\"over\"}"), slack.known("A1"));
        boolean unknown =
                slack.channel().update(new CardUpdate("C1:1.000001", "{\"text\":\"over\"}"), slack.known("A1"));

        assertThat(updated).isTrue();
        assertThat(unknown).isFalse();
        assertThat(slack.fake().shown())
                .anySatisfy(message -> assertThat(message.path("text").asText()).isEqualTo("over"));
    }

    @Test
    void a_click_puts_what_was_done_in_front_and_keeps_the_rest_of_the_message() {
        Notice notice = slack.notice();
        SendResult.Sent sent = (SendResult.Sent) slack.send(notice);
        String card = slack.channel().card(notice, "✅ Acknowledged <@U2>", true).orElseThrow();

        assertThat(slack.channel().update(new CardUpdate(sent.ids().get(0), card), slack.known("A1")))
                .isTrue();

        assertThat(slack.platform().calls("/api/chat.update")).singleElement().satisfies(call -> {
            assertThat(call.json().path("channel").asText())
                    .isEqualTo(notice.target().address());
            assertThat(call.json().path("text").asText())
                    .startsWith("✅ Acknowledged <@U2>\n")
                    .contains("CPU of web-1");
            assertThat(call.json().at("/attachments/0/blocks").toString()).contains("\"action_id\":\"acknowledge\"");
        });
    }

    @Test
    void a_message_with_nothing_left_to_press_has_no_buttons_but_its_links() {
        String card = slack.channel().card(slack.notice(), "", false).orElseThrow();

        assertThat(card).doesNotContain("acknowledge").contains("open-event");
    }

    @Test
    void credentials_are_checked_with_slack() {
        assertThat(slack.channel().check(slack.known("A1"))).isEqualTo(new CredentialCheck.Valid("U-BOT", "ops"));
        assertThat(slack.channel().check(bot("Slack", "A1", "secret", "xoxb-wrong")))
                .isInstanceOfSatisfying(CredentialCheck.Invalid.class, invalid -> assertThat(invalid.reason())
                        .contains("invalid_auth"));
        assertThat(slack.channel().check(bot("Slack", "A1"))).isInstanceOf(CredentialCheck.Invalid.class);
        slack.platform().next(PlatformAnswer.reset());
        slack.platform().next(PlatformAnswer.reset());
        assertThat(slack.channel().check(slack.known("A1"))).isInstanceOf(CredentialCheck.Unreachable.class);
    }

    @Test
    void the_channels_of_a_bot_are_listed_page_by_page() {
        slack.platform()
                .next(PlatformAnswer.json(
                        200,
                        Map.of(
                                "ok",
                                true,
                                "channels",
                                List.of(Map.of("id", "C8", "name", "first")),
                                "response_metadata",
                                Map.of("next_cursor", "dXNlcj=="))));

        assertThat(slack.channel().chatsOf(slack.known("A1")))
                .extracting("chatId")
                .contains("C8", "C1");
        assertThat(slack.platform().calls("/api/users.conversations").get(1).parameter("cursor"))
                .hasValue("dXNlcj==");
    }
}

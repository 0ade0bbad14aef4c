package routes.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.anEvent;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.notice.FailureReason;
import routes.notice.SendResult;

/** What the replies of a mail server mean. */
@Tag("slow")
class EmailRepliesTest {
    private static ScriptedMailServer server;
    private static MailRoute route;

    @BeforeAll
    static void start() throws Exception {
        server = new ScriptedMailServer();
        route = MailRoute.to(server.port());
    }

    @AfterAll
    static void stop() throws Exception {
        route.close();
        server.close();
    }

    @BeforeEach
    void forget() {
        server.forget();
    }

    @Test
    void a_dead_address_is_final_with_the_words_of_the_server() {
        server.saying("RCPT", "550 5.1.1 <ops@example.org>: no such user");

        assertThat(send("ops@example.org")).isInstanceOfSatisfying(SendResult.Refused.class, refused -> {
            assertThat(refused.said().text()).contains("no such user");
            assertThat(refused.said().code()).isEqualTo("550");
            assertThat(refused.said().remedy()).contains("mend the address");
        });
        assertThat(server.messages()).isEmpty();
    }

    @Test
    void a_dead_address_keeps_the_message_from_nobody_else() {
        server.saying("RCPT TO:<gone@example.org>", "550 5.1.1 no such user");

        assertThat(send("ops@example.org, gone@example.org, not an address"))
                .isInstanceOfSatisfying(SendResult.Sent.class, sent -> assertThat(
                                sent.said().text())
                        .contains("gone@example.org: ", "no such user", "not an address: this is no e-mail address"));
        assertThat(server.messages()).singleElement().asString().contains("To: ops@example.org\n");
    }

    @Test
    void an_address_that_is_busy_is_waited_for_once_and_then_left_out() {
        server.saying("RCPT TO:<busy@example.org>", "450 4.2.0 greylisted");

        assertThat(route.send(anEvent().build(), "ops@example.org,busy@example.org", 1))
                .isInstanceOf(SendResult.TryLater.class);
        assertThat(server.messages()).as("nobody gets it twice").isEmpty();
        assertThat(route.send(anEvent().build(), "ops@example.org,busy@example.org", 2))
                .isInstanceOfSatisfying(
                        SendResult.Sent.class,
                        sent -> assertThat(sent.said().text()).contains("busy@example.org", "greylisted"));
        assertThat(route.send(anEvent().build(), "busy@example.org", 5)).isInstanceOf(SendResult.TryLater.class);
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 451 4.3.0 try later, SERVER_ERROR, false",
        "MAIL, 421 4.7.0 too many messages, THROTTLED, false",
        "MAIL, 530 5.7.0 authentication required, AUTH, false",
        "MAIL, 553 5.1.8 sender refused, REJECTED, true",
        "., 552 5.3.4 message too large, REJECTED, true",
        "., 554 5.6.0 refused, REJECTED, true",
        "., 450 4.2.1 later, SERVER_ERROR, false",
    })
    void a_no_to_the_message_is_for_good_or_for_now_by_its_code(
            String command, String reply, FailureReason reason, boolean lasting) {
        server.saying(command, reply);

        SendResult result = send("ops@example.org");

        if (lasting) {
            assertThat(result).isInstanceOfSatisfying(SendResult.Refused.class, refused -> assertThat(refused.reason())
                    .isEqualTo(reason));
        } else {
            assertThat(result).isInstanceOfSatisfying(SendResult.TryLater.class, later -> assertThat(later.reason())
                    .isEqualTo(reason));
        }
        assertThat(result.said().remedy()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"EHLO", "MAIL", "RCPT", "DATA"})
    void a_server_that_hangs_is_left_within_the_deadline(String command) {
        server.hangingAt(command);

        assertThat(send("ops@example.org"))
                .isInstanceOfSatisfying(SendResult.TryLater.class, later -> assertThat(later.reason())
                        .isEqualTo(FailureReason.TIMEOUT));
    }

    @Test
    void a_target_without_any_address_is_refused_and_nothing_is_called() {
        assertThat(send("nobody")).isInstanceOfSatisfying(SendResult.Refused.class, refused -> assertThat(
                        refused.said().text())
                .contains("nobody"));
        assertThat(server.commands()).isEmpty();
    }

    @Test
    void without_a_server_the_setting_is_named() throws Exception {
        try (MailRoute nowhere = MailRoute.to(1, "host", "mail.invalid")) {
            assertThat(nowhere.send(anEvent().build(), "ops@example.org"))
                    .isInstanceOfSatisfying(
                            SendResult.Skipped.class,
                            skipped -> assertThat(skipped.said().text()).contains("veaiops.channel.email.host"));
        }
    }

    @Test
    void a_server_that_is_not_there_is_tried_again() throws Exception {
        try (MailRoute nowhere = MailRoute.to(1)) {
            assertThat(nowhere.send(anEvent().build(), "ops@example.org"))
                    .isInstanceOfSatisfying(SendResult.TryLater.class, later -> assertThat(later.reason())
                            .isEqualTo(FailureReason.CONNECTION));
        }
    }

    private static SendResult send(String addresses) {
        return route.send(anEvent().build(), addresses);
    }
}

package routes.channel.mapped;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.anEvent;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.fakes.PlatformAnswer;
import routes.notice.FailureReason;
import routes.notice.SendResult;

/** How a channel file says what an answer means. */
@Tag("slow")
class ChannelAnswersTest {
    private static final String YAML =
            """
            channel: Judged
            credentials: [{ name: base_url, secret: false, required: true, meaning: "Server" }]
            url: "{base_url}/send"
            message: { form: json }
            answers:
              code: [/err]
              text: [/msg]
              rules:
                - { id: taken, when: { status: 200, /result: ok }, then: { outcome: delivered, id: /message/id } }
                - id: busy
                  when: { code: 77 }
                  then: { outcome: throttled, wait: [/after, /after_ms ms, "30"], remedy: "It asks for patience ({code})." }
                - { id: gone, when: { code: 12 }, then: { outcome: rejected, remedy: "The room is gone." } }
                - { id: key, when: { code: [1, 2] }, then: { outcome: auth, final: true, remedy: "Set the key." } }
            """;
    private static FileOfChannel channel;

    @BeforeAll
    static void open() throws Exception {
        channel = FileOfChannel.written(YAML, "{\"t\":\"{{title}}\"}", "base_url", "URL");
    }

    @AfterAll
    static void close() {
        channel.close();
    }

    @Test
    void a_word_of_the_body_is_a_delivery_and_names_the_message() {
        assertThat(answered(200, "{\"result\":\"ok\",\"message\":{\"id\":9}}"))
                .isInstanceOfSatisfying(
                        SendResult.Sent.class, sent -> assertThat(sent.ids()).containsExactly("9"));
    }

    @ParameterizedTest
    @CsvSource({"'{\"err\":77,\"after\":5}',5", "'{\"err\":77,\"after_ms\":2000}',2", "'{\"err\":77}',30"})
    void a_pause_is_as_long_as_the_answer_or_else_the_file_says(String answer, int seconds) {
        assertThat(answered(200, answer)).isInstanceOfSatisfying(SendResult.TryLater.class, later -> {
            assertThat(later.reason()).isEqualTo(FailureReason.THROTTLED);
            assertThat(later.askedToWait()).hasValue(Duration.ofSeconds(seconds));
        });
    }

    @Test
    void what_is_gone_and_wrong_credentials_are_final_with_the_remedy_of_the_file() {
        assertThat(answered(200, "{\"err\":12,\"msg\":\"no room\"}"))
                .isInstanceOfSatisfying(SendResult.Refused.class, refused -> {
                    assertThat(refused.said().text()).isEqualTo("no room");
                    assertThat(refused.said().remedy()).isEqualTo("The room is gone.");
                });
        assertThat(answered(403, "{\"err\":2}"))
                .isInstanceOfSatisfying(SendResult.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(FailureReason.AUTH));
    }

    @Test
    void what_the_file_does_not_know_is_judged_as_plain_http_and_never_a_delivery() {
        assertThat(answered(503, "down"))
                .isInstanceOfSatisfying(SendResult.TryLater.class, later -> assertThat(later.reason())
                        .isEqualTo(FailureReason.SERVER_ERROR));
        assertThat(answered(200, "{\"strange\":1}")).isInstanceOf(SendResult.TryLater.class);
    }

    private static SendResult answered(int status, String body) {
        return channel.answering(PlatformAnswer.json(status, body))
                .send(anEvent().build(), "x");
    }
}

package routes.kits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import routes.channel.Channel;
import routes.channel.InboundPost;
import routes.channel.Received;
import routes.common.error.ErrorCode;
import routes.fakes.FakePlatform;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.SendResult;

/**
 * What every channel keeps, whatever its platform: a delivery is what the platform's own answer says it is, a failure is
 * judged and never thrown, no secret shows, and nothing that is posted can break it. A channel's test extends this and
 * supplies the subject; channels from outside do the same.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ChannelContract extends BoundedCalls {
    private static final int ARBITRARY_POSTS = 300;
    private static final Duration HANGING = Duration.ofSeconds(30);
    private Subject subject;

    /** The channel under test with a fake of its platform. */
    public interface Subject extends AutoCloseable {
        Channel channel();

        FakePlatform platform();

        /** Sends through the application's own route. */
        SendResult send(Notice notice);

        /** A notice that the platform takes. */
        Notice notice();

        /** The same with a title and a text longer than any platform takes. */
        Notice tooLong();

        /** Whether a call carries the message, unlike those around it, such as for a token. */
        boolean carriesMessage(PlatformCall call);

        /** Says no in the platform's own words, with HTTP 200 where the platform does so. */
        PlatformAnswer businessError();

        /** The platform's answer when there are too many messages; asks for 7 seconds where it can. */
        PlatformAnswer throttled();

        /** Texts that must not show anywhere: tokens, secrets, parts of URLs. */
        List<String> secrets();

        /** The most bytes that a message's body may have. */
        int longestBody();

        @Override
        void close();
    }

    protected abstract Subject open() throws Exception;

    @Override
    protected Subject subject() {
        return subject;
    }

    @BeforeAll
    void openSubject() throws Exception {
        subject = open();
    }

    @AfterAll
    void closeSubject() {
        subject.close();
    }

    @BeforeEach
    void forgetCalls() {
        subject.platform().forget();
    }

    @Test
    void a_message_that_the_platform_took_is_sent_with_an_id_and_went_out_once() {
        SendResult result = subject.send(subject.notice());

        assertThat(result).isInstanceOf(SendResult.Sent.class);
        assertThat(((SendResult.Sent) result).ids()).isNotEmpty().allSatisfy(id -> assertThat(id)
                .isNotBlank());
        assertThat(messages()).hasSize(1);
    }

    @Test
    void a_no_in_the_body_is_not_a_delivery_whatever_the_status_says() {
        answer(subject.businessError());

        assertThat(subject.send(subject.notice())).isNotInstanceOf(SendResult.Sent.class);
    }

    @Test
    void a_platform_that_asks_for_a_pause_gets_it() {
        answer(subject.throttled());

        SendResult result = subject.send(subject.notice());

        assertThat(result).isInstanceOfSatisfying(SendResult.TryLater.class, later -> assertThat(later.reason())
                .isEqualTo(FailureReason.THROTTLED));
    }

    @Test
    void too_many_requests_waits_as_long_as_it_is_asked_to() {
        answer(PlatformAnswer.text(429, "slow down").with("Retry-After", "7"));

        assertThat(subject.send(subject.notice())).isInstanceOfSatisfying(SendResult.TryLater.class, later -> {
            assertThat(later.reason()).isEqualTo(FailureReason.THROTTLED);
            assertThat(later.askedToWait()).hasValue(Duration.ofSeconds(7));
        });
    }

    @Test
    void a_platform_that_fails_on_its_side_is_tried_again() {
        answer(PlatformAnswer.text(503, "<html>maintenance</html>"));

        assertTryLater(FailureReason.SERVER_ERROR);
    }

    @Test
    void a_platform_that_hangs_is_tried_again_and_holds_no_worker() {
        answer(PlatformAnswer.json(200, "{}").late(HANGING));

        assertTryLater(FailureReason.TIMEOUT);
    }

    @Test
    void a_connection_that_breaks_is_tried_again() {
        answer(PlatformAnswer.reset());
        answer(PlatformAnswer.reset());

        assertTryLater(FailureReason.CONNECTION);
    }

    @Test
    void a_redirect_is_not_followed() {
        answer(PlatformAnswer.text(302, "").with("Location", subject.platform().url() + "/elsewhere"));

        SendResult result = subject.send(subject.notice());

        assertThat(result).isNotInstanceOf(SendResult.Sent.class);
        assertThat(subject.platform().calls("/elsewhere")).isEmpty();
    }

    @Test
    void bytes_that_are_no_answer_are_no_delivery() {
        answer(PlatformAnswer.text(500, "\u0000\ufffe"));

        assertThat(subject.send(subject.notice())).isNotInstanceOf(SendResult.Sent.class);
    }

    @Test
    void an_endless_message_is_cut_and_sent() {
        SendResult result = subject.send(subject.tooLong());

        assertThat(result).isInstanceOf(SendResult.Sent.class);
        assertThat(messages()).hasSize(1);
        assertThat(messages().get(0).body().length).isLessThanOrEqualTo(subject.longestBody());
    }

    @Test
    void no_secret_shows_in_a_result() {
        answer(PlatformAnswer.text(400, String.join(" ", subject.secrets())));
        String refused = subject.send(subject.notice()).toString();
        answer(PlatformAnswer.json(200, "{}").late(HANGING));
        String hanging = subject.send(subject.notice()).toString();

        assertThat(subject.secrets()).isNotEmpty().allSatisfy(secret -> assertThat(refused + hanging)
                .doesNotContain(secret));
    }

    @Test
    void its_type_is_a_word_and_its_route_a_name_of_a_file() {
        assertThat(subject.channel().type()).matches("[A-Za-z][A-Za-z0-9]{1,39}");
        assertThat(subject.channel().route()).matches("channel-[a-z0-9-]+");
        assertThat(ChannelContract.class.getResource(
                        "/routes/" + subject.channel().route() + ".camel.yaml"))
                .isNotNull();
    }

    @Test
    void its_credentials_have_names_of_their_own_and_say_what_they_are() {
        assertThat(subject.channel().credentials())
                .doesNotHaveDuplicates()
                .allSatisfy(credential -> assertThat(credential.meaning()).hasSizeGreaterThan(10));
        assertThat(subject.channel().credentials().stream().map(one -> one.name()))
                .doesNotHaveDuplicates();
    }

    @Test
    void an_unsigned_post_is_refused() {
        Received received = subject.channel().receive(post("{\"type\":\"message\",\"text\":\"hello\"}"));

        assertThat(received).isInstanceOfSatisfying(Received.Refused.class, refused -> assertThat(refused.code())
                .isIn(ErrorCode.UNAUTHENTICATED, ErrorCode.NOT_FOUND, ErrorCode.MALFORMED_BODY));
    }

    @Test
    void nothing_that_is_posted_can_break_it() {
        Random random = new Random(42);
        for (int turn = 0; turn < ARBITRARY_POSTS; turn++) {
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            InboundPost post = post(new String(body, StandardCharsets.ISO_8859_1));

            assertThatCode(() -> assertThat(subject.channel().receive(post)).isNotInstanceOf(Received.Accepted.class))
                    .as("post %s", turn)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void json_without_an_end_or_a_bottom_is_refused() {
        for (String body :
                List.of("{\"a\":".repeat(50_000), "[".repeat(50_000), "{\"encrypt\":\"" + "A".repeat(9000))) {
            assertThat(subject.channel().receive(post(body))).isInstanceOf(Received.Refused.class);
        }
    }

    private static InboundPost post(String body) {
        return new InboundPost(
                InboundPost.Path.ANY,
                "POST",
                Map.of(),
                Map.of("content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8),
                Clock.systemUTC().instant());
    }

    private void answer(PlatformAnswer reply) {
        subject.platform().next(subject::carriesMessage, reply);
    }

    private List<PlatformCall> messages() {
        return subject.platform().calls().stream()
                .filter(subject::carriesMessage)
                .toList();
    }

    private void assertTryLater(FailureReason reason) {
        assertThat(subject.send(subject.notice()))
                .isInstanceOfSatisfying(SendResult.TryLater.class, later -> assertThat(later.reason())
                        .isEqualTo(reason));
    }
}

package routes.kits;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import routes.fakes.PlatformAnswer;
import routes.notice.FailureReason;
import routes.notice.SendResult;

/** What every channel keeps of a platform that answers without end: a call has one deadline and one limit. */
abstract class BoundedCalls {
    private static final int HUGE = 64 << 20;

    protected abstract ChannelContract.Subject subject();

    @Test
    void a_head_that_drips_is_cut_at_the_deadline() {
        subject().platform().drip(20);

        assertThat(subject().send(subject().notice()))
                .isInstanceOfSatisfying(SendResult.TryLater.class, later -> assertThat(later.reason())
                        .isEqualTo(FailureReason.TIMEOUT));
    }

    @Test
    void a_body_that_drips_is_cut_at_the_deadline() {
        answer(PlatformAnswer.json(200, "{\"text\":\"" + "x".repeat(5000) + "\"}"));
        subject().platform().drip(1000);

        SendResult result = subject().send(subject().notice());

        assertThat(result)
                .as("only a channel that is judged by the status alone has its answer by then")
                .satisfiesAnyOf(sent -> assertThat(sent).isInstanceOf(SendResult.Sent.class), late -> assertThat(late)
                        .isInstanceOfSatisfying(SendResult.TryLater.class, later -> assertThat(later.reason())
                                .isEqualTo(FailureReason.TIMEOUT)));
    }

    @Test
    void a_huge_answer_is_not_read_to_its_end() {
        answer(PlatformAnswer.json(500, "{\"text\":\"" + "x".repeat(HUGE) + "\"}"));

        assertBoundedMemory(
                () -> assertThat(subject().send(subject().notice())).isNotInstanceOf(SendResult.Sent.class));
    }

    @Test
    void an_answer_that_unpacks_to_much_is_not_unpacked_to_its_end() {
        answer(PlatformAnswer.packed(500, "{}"));
        subject().send(subject().notice()); // what is allocated once for all calls is so before it is counted
        answer(PlatformAnswer.packed(500, "{\"text\":\"" + "x".repeat(HUGE) + "\"}"));

        assertBoundedMemory(
                () -> assertThat(subject().send(subject().notice())).isNotInstanceOf(SendResult.Sent.class));
    }

    /** What the sending thread allocates: far less than the answer has. */
    private static void assertBoundedMemory(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        call.run();
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(HUGE / 2);
    }

    private void answer(PlatformAnswer reply) {
        subject().platform().next(subject()::carriesMessage, reply);
    }
}

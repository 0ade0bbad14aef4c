package routes.http.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectionDeadlinesTest {
    private static final int HEAD = 5;
    private static final int BODY = 10;
    private static final int IDLE = 20;

    private final EmbeddedChannel channel =
            new EmbeddedChannel(new ConnectionDeadlines(new ConnectionLimits(1, 1, 1, HEAD, BODY, IDLE)));

    @Test
    void a_first_head_has_its_time_and_no_more() {
        pass(HEAD);
        assertThat(channel.isOpen()).isTrue();

        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void the_time_of_a_body_counts_from_its_head_however_many_bytes_come() {
        pass(HEAD - 1);
        head();
        for (int second = 0; second < BODY; second++) {
            pass(1);
            channel.writeInbound(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[1])));
        }
        assertThat(channel.isOpen()).isTrue();

        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void no_time_counts_while_the_hub_works_on_an_answer() {
        head();
        end();
        pass(1000);
        assertThat(channel.isOpen()).isTrue();

        answer(HttpResponseStatus.OK);
        pass(IDLE);
        assertThat(channel.isOpen()).isTrue();

        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void an_early_answer_does_not_end_the_time_of_the_body() {
        head();
        pass(BODY - 1);
        answer(HttpResponseStatus.UNAUTHORIZED);
        pass(1);
        assertThat(channel.isOpen()).isTrue();

        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void continue_is_no_answer() {
        head();
        answer(HttpResponseStatus.CONTINUE);
        end();
        pass(IDLE + HEAD);
        assertThat(channel.isOpen()).isTrue();

        answer(HttpResponseStatus.OK);
        pass(IDLE);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void a_second_request_that_comes_before_the_first_answer_waits_for_its_own() {
        head();
        end();
        head();
        end();
        answer(HttpResponseStatus.OK);
        pass(1000);
        assertThat(channel.isOpen()).isTrue();

        answer(HttpResponseStatus.OK);
        pass(IDLE + 1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_limit_of_nothing_names_its_setting() {
        assertThatThrownBy(() -> new ConnectionLimits(1, 1, 1, 0, 1, 1))
                .hasMessage("veaiops.http.head-seconds must be 1 or more, not 0");
    }

    private void head() {
        channel.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/"));
    }

    private void end() {
        channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private void answer(HttpResponseStatus status) {
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }
}

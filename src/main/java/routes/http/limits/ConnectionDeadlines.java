package routes.http.limits;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose caller does not finish what it began: the head of a request, or its body. The time of a part
 * counts from its beginning, so a byte now and then does not prolong it. While the hub works on an answer no time counts.
 *
 * <p>Failure policy: the connection is closed without an answer. A monitoring system posts again after a broken connection;
 * after a 408 most do not.
 */
final class ConnectionDeadlines extends ChannelDuplexHandler {
    private final ConnectionLimits limits;
    private @Nullable Future<?> ticks;
    private boolean inBody;
    private boolean answeredBefore;
    private int unanswered;
    private int seconds;

    ConnectionDeadlines(ConnectionLimits limits) {
        this.limits = limits;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ticks = context.executor().scheduleAtFixedRate(() -> tick(context), 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (ticks != null) {
            ticks.cancel(false);
        }
    }

    private void tick(ChannelHandlerContext context) {
        seconds++;
        if (seconds > allowed()) {
            context.close();
        }
    }

    private int allowed() {
        if (inBody) {
            return limits.bodySeconds();
        }
        if (unanswered > 0) {
            return Integer.MAX_VALUE;
        }
        return answeredBefore ? limits.idleSeconds() : limits.headSeconds();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            inBody = true;
            unanswered++;
            seconds = 0;
        }
        if (message instanceof LastHttpContent) {
            inBody = false;
            seconds = 0;
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !isInterim(message)) {
            answeredBefore = true;
            unanswered--;
            if (!inBody) {
                seconds = 0;
            }
        }
        context.write(message, promise);
    }

    /** 100 Continue is written as a whole answer, and is none. */
    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}

package routes.common.outgoing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * Makes one exchange of the HTTP client within its bounds: a timer closes the connection at the deadline, whatever the call
 * is doing then, and the answer is read to its limit before anybody sees it. The timeouts of the client itself are pauses
 * between two bytes, which a target that drips never reaches.
 */
final class BoundedExchange implements ExecChainHandler {
    private final CallDeadlines deadlines;
    private final long deadlineMillis;
    private final AnswerLimit limit;

    BoundedExchange(CallDeadlines deadlines, long deadlineMillis, AnswerLimit limit) {
        this.deadlines = deadlines;
        this.deadlineMillis = deadlineMillis;
        this.limit = limit;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        AtomicBoolean over = new AtomicBoolean();
        Future<?> deadline = deadlines.after(deadlineMillis, () -> {
            over.set(true);
            abort(scope);
        });
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            response.setEntity(read(response.getEntity(), scope));
            return response;
        } catch (IOException | HttpException | RuntimeException e) {
            if (over.get()) {
                throw tooLate(e);
            }
            throw e;
        } finally {
            deadline.cancel(false);
        }
    }

    private @Nullable HttpEntity read(@Nullable HttpEntity body, ExecChain.Scope scope) throws IOException {
        if (body == null) {
            return null;
        }
        try {
            InputStream content = content(body);
            AnswerLimit.Read read = limit.read(content);
            if (read.whole()) {
                // what unpacks does not look for the end of what is packed: closing gives the connection back
                content.close();
            } else {
                scope.execRuntime.discardEndpoint();
            }
            return limit.reading() == AnswerLimit.Reading.STATUS
                    ? null
                    : new ByteArrayEntity(read.bytes(), ContentType.parseLenient(body.getContentType()));
        } catch (IOException e) {
            scope.execRuntime.discardEndpoint();
            if (limit.reading() == AnswerLimit.Reading.STATUS) {
                return null;
            }
            throw e;
        }
    }

    private static InputStream content(HttpEntity body) throws IOException {
        InputStream content = body.getContent();
        return content == null ? InputStream.nullInputStream() : content;
    }

    private static void abort(ExecChain.Scope scope) {
        if (scope.originalRequest instanceof Cancellable request) {
            request.cancel();
        } else {
            scope.execRuntime.discardEndpoint();
        }
    }

    private InterruptedIOException tooLate(Exception cause) {
        InterruptedIOException late =
                new InterruptedIOException("the call was not over within " + deadlineMillis + " ms");
        late.initCause(cause);
        return late;
    }
}

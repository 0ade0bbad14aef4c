package routes.http.limits;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;

/**
 * Reads requests whose length can be understood in one way only. With {@code Content-Length} beside
 * {@code Transfer-Encoding}, or with an encoding that is not known here, a proxy in front may see another end of the body
 * than this server, and take what a caller wrote into it for a request of another caller (RFC 9112, 6.1 and 6.3).
 *
 * <p>Failure policy: what throws here is answered with 400, and the connection is closed.
 */
final class StrictDecoder extends VertxHttpRequestDecoder {
    private static final String CHUNKED = "chunked";

    StrictDecoder(HttpServerOptions options) {
        super(options);
    }

    /** Called when the headers are complete and none of them is dropped yet. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        HttpHeaders headers = message.headers();
        if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            List<String> encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
            if (encodings.size() > 1
                    || !CHUNKED.equalsIgnoreCase(encodings.get(0).strip())) {
                throw new IllegalArgumentException("the transfer encoding is not known");
            }
            if (headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
                throw new IllegalArgumentException("Content-Length and Transfer-Encoding exclude each other");
            }
        }
        return super.isContentAlwaysEmpty(message);
    }
}

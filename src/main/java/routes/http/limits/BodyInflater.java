package routes.http.limits;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.common.error.ErrorCode;
import routes.common.json.Json;
import routes.http.ApiAnswer;
import routes.http.ApiError;

/**
 * Unpacks bodies in the encodings that every Java has. A body in another encoding passes as it is, with its header, and is
 * refused by name where it is read.
 *
 * <p>Failure policy: a body that is not what its encoding says is answered with 400, and the connection is closed.
 */
final class BodyInflater extends HttpContentDecompressor {
    private static final Set<String> ENCODINGS = Set.of("gzip", "x-gzip", "deflate", "x-deflate");

    private boolean broken;

    BodyInflater() {
        super(0);
    }

    @Override
    protected @Nullable EmbeddedChannel newContentDecoder(String encoding) throws Exception {
        return ENCODINGS.contains(encoding.strip().toLowerCase(Locale.ROOT)) ? super.newContentDecoder(encoding) : null;
    }

    @Override
    protected void decode(ChannelHandlerContext context, HttpObject message, List<Object> out) throws Exception {
        if (broken) {
            return;
        }
        try {
            super.decode(context, message, out);
        } catch (DecompressionException e) {
            broken = true;
            out.forEach(ReferenceCountUtil::release);
            out.clear();
            context.writeAndFlush(refusal()).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static DefaultFullHttpResponse refusal() {
        String id = UUID.randomUUID().toString();
        ByteBuf body = Unpooled.wrappedBuffer(Json.bytes(
                ApiError.of(ErrorCode.MALFORMED_BODY, "the body cannot be unpacked as its Content-Encoding says", id)));
        DefaultFullHttpResponse answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST, body);
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, ApiAnswer.JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, "close")
                .set("x-request-id", id);
        return answer;
    }
}

package routes.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import routes.alarm.FormText;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/**
 * The fields and files of a form. The server leaves form bodies unread (a form field would become a message header, and
 * its own limits answer with the wrong status), so they are decoded here.
 *
 * @param values of every field, in order
 * @param files contents by field name
 */
public record FormBody(Map<String, List<String>> values, Map<String, byte[]> files) {
    static final String URL_ENCODED = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data";

    /** Whether a content type announces a form. */
    public static boolean announcedBy(String contentType) {
        String type = contentType.strip().toLowerCase(Locale.ROOT);
        return type.startsWith(URL_ENCODED) || type.startsWith(MULTIPART);
    }

    /** In order; of a repeated field the first value. */
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        values.forEach((name, all) -> fields.put(name, all.get(0)));
        return fields;
    }

    public Optional<byte[]> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** @throws RefusedRequest {@link ErrorCode#MALFORMED_BODY} */
    public static FormBody read(String contentType, byte[] body) {
        String type = contentType.strip().toLowerCase(Locale.ROOT);
        if (type.startsWith(URL_ENCODED)) {
            Charset charset = BodyText.charset(contentType);
            return new FormBody(FormText.read(BodyText.decoded(body, charset), charset), Map.of());
        }
        if (type.startsWith(MULTIPART)) {
            return multipart(contentType, body);
        }
        return new FormBody(Map.of(), Map.of());
    }

    private static FormBody multipart(String contentType, byte[] body) {
        FullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        if (!HttpPostRequestDecoder.isMultipart(request)) {
            throw malformed("the multipart form names no boundary");
        }
        HttpPostRequestDecoder decoder = null;
        try {
            decoder = new HttpPostRequestDecoder(new DefaultHttpDataFactory(false), request, StandardCharsets.UTF_8);
            return collected(decoder);
        } catch (IOException | RuntimeException e) {
            throw malformed("the multipart form is broken");
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
    }

    private static FormBody collected(HttpPostRequestDecoder decoder) throws IOException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Map<String, byte[]> files = new LinkedHashMap<>();
        if (decoder.getBodyHttpDatas().isEmpty() || decoder.currentPartialHttpData() != null) {
            throw new IOException("a part has no end, or there is no part");
        }
        for (InterfaceHttpData data : decoder.getBodyHttpDatas()) {
            if (data instanceof Attribute field) {
                values.computeIfAbsent(field.getName(), none -> new ArrayList<>())
                        .add(field.getValue());
            } else if (data instanceof FileUpload file) {
                files.putIfAbsent(file.getName(), file.get());
            }
        }
        return new FormBody(values, files);
    }

    private static RefusedRequest malformed(String message) {
        return RefusedRequest.of(ErrorCode.MALFORMED_BODY, message);
    }
}

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
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/**
 * The fields and files of a form. The server leaves form bodies unread (a form field would become a message header, and
 * its own limits answer with the wrong status), so they are decoded here.
 *
 * @param fields in order; of a repeated field the first value
 * @param files contents by field name
 */
public record FormBody(Map<String, String> fields, Map<String, byte[]> files) {
    private static final String URL_ENCODED = "application/x-www-form-urlencoded";
    /** What the decoder puts in the place of bytes that are no text; a sender may also mean the character itself. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final String ENCODED_REPLACEMENT = "%EF%BF%BD";
    private static final String MULTIPART = "multipart/form-data";

    /** Whether a content type announces a form. */
    public static boolean announcedBy(String contentType) {
        String type = contentType.strip().toLowerCase(Locale.ROOT);
        return type.startsWith(URL_ENCODED) || type.startsWith(MULTIPART);
    }

    public Optional<byte[]> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** @throws RefusedRequest {@link ErrorCode#MALFORMED_BODY} */
    public static FormBody read(String contentType, byte[] body) {
        String type = contentType.strip().toLowerCase(Locale.ROOT);
        if (type.startsWith(URL_ENCODED)) {
            return new FormBody(urlEncoded(body, BodyText.charset(contentType)), Map.of());
        }
        if (type.startsWith(MULTIPART)) {
            return multipart(contentType, body);
        }
        return new FormBody(Map.of(), Map.of());
    }

    private static Map<String, String> urlEncoded(byte[] body, Charset charset) {
        Map<String, String> fields = new LinkedHashMap<>();
        int place = 0;
        for (String pair : BodyText.decoded(body, charset).split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            if (!pair.isEmpty()) {
                fields.putIfAbsent(decoded(name, place, charset), decoded(value, place, charset));
            }
            place += pair.length() + 1;
        }
        return fields;
    }

    private static String decoded(String text, int place, Charset charset) {
        String decoded;
        try {
            decoded = URLDecoder.decode(text, charset);
        } catch (IllegalArgumentException e) {
            throw malformed("the form has a broken percent-encoding in the field at character " + (place + 1));
        }
        if (decoded.indexOf(REPLACEMENT) >= 0 && text.indexOf(REPLACEMENT) < 0 && !text.contains(ENCODED_REPLACEMENT)) {
            throw malformed("the form is not text in " + charset.name() + " in the field at character " + (place + 1));
        }
        return decoded;
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
        Map<String, String> fields = new LinkedHashMap<>();
        Map<String, byte[]> files = new LinkedHashMap<>();
        if (decoder.getBodyHttpDatas().isEmpty() || decoder.currentPartialHttpData() != null) {
            throw new IOException("a part has no end, or there is no part");
        }
        for (InterfaceHttpData data : decoder.getBodyHttpDatas()) {
            if (data instanceof Attribute field) {
                fields.putIfAbsent(field.getName(), field.getValue());
            } else if (data instanceof FileUpload file) {
                files.putIfAbsent(file.getName(), file.get());
            }
        }
        return new FormBody(fields, files);
    }

    private static RefusedRequest malformed(String message) {
        return RefusedRequest.of(ErrorCode.MALFORMED_BODY, message);
    }
}

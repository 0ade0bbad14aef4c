package routes.http;

import java.nio.charset.Charset;
import java.util.Set;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/**
 * What a monitoring system posted, as it meant it: many senders name no media type, the wrong one, or another charset than
 * UTF-8. Packed bodies (gzip, deflate) were unpacked by the server, within the limit of a body.
 */
public final class PostedBody {
    /** Among the media types that an endpoint takes: any. */
    public static final String ANY = "*/*";

    /** An e-mail; its parts name their charsets. */
    public static final String MAIL = "message/rfc822";

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String OCTETS = "application/octet-stream";

    private PostedBody() {}

    /** The text of a body. @throws RefusedRequest {@link ErrorCode#MALFORMED_BODY} when the body is none in this charset */
    public static String text(ApiRequest request, Charset charset) {
        return BodyText.decoded(request.body(), charset);
    }

    /**
     * The request with the media type that counts and, unless it is a form, XML or an e-mail, whose readers know charsets of their own,
     * with its text in UTF-8.
     *
     * @param consumes the media types that the endpoint takes
     * @throws RefusedRequest {@link ErrorCode#UNSUPPORTED_MEDIA_TYPE} naming what is taken
     */
    public static ApiRequest of(ApiRequest request, Set<String> consumes) {
        String type = request.contentType();
        boolean known = type.isEmpty() || consumes.contains(type);
        if (known && isJson(type)) {
            return inUtf8(request, type);
        }
        if (takesJson(consumes) && (isJson(type) || mayBeJson(type, known) && looksLikeJson(request.body()))) {
            return inUtf8(request, ApiAnswer.JSON);
        }
        if (!known
                && !consumes.contains(ANY)
                && !(isXml(type) && consumes.stream().anyMatch(PostedBody::isXml))) {
            throw RefusedRequest.of(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE, "this endpoint takes " + String.join(" or ", consumes));
        }
        return type.isEmpty() || FormBody.announcedBy(type) || isXml(type) || type.equals(MAIL)
                ? request
                : inUtf8(request, type);
    }

    /**
     * A body without a type, and a form that the endpoint takes, is a form only if its body is not JSON: curl names a form
     * by default.
     */
    private static boolean mayBeJson(String type, boolean known) {
        return type.isEmpty() || type.equals(FORM) || !known && (type.startsWith("text/") || type.equals(OCTETS));
    }

    private static boolean takesJson(Set<String> consumes) {
        return consumes.stream().anyMatch(PostedBody::isJson);
    }

    private static boolean isJson(String type) {
        return type.endsWith("/json") || type.endsWith("+json");
    }

    private static boolean isXml(String type) {
        return type.endsWith("/xml") || type.endsWith("+xml");
    }

    private static boolean looksLikeJson(byte[] body) {
        for (byte one : body) {
            if (one != ' ' && one != '\t' && one != '\r' && one != '\n') {
                return one == '{' || one == '[';
            }
        }
        return false;
    }

    private static ApiRequest inUtf8(ApiRequest request, String type) {
        String named = request.header("content-type").orElse("");
        byte[] body = BodyText.inUtf8(request.body(), named);
        if (body == request.body() && type.equals(request.contentType())) {
            return request;
        }
        return type.equals(request.contentType()) && body.length == request.body().length
                ? request.withBody(body)
                : request.as(type, body);
    }
}

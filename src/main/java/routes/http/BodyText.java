package routes.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/** The text of a body in the charset that its content type names; UTF-8 when it names none. */
final class BodyText {
    private static final String PARAMETER = "charset=";

    private BodyText() {}

    /** Empty when the content type names none. */
    static Optional<Charset> named(String contentType) {
        return parameter(contentType).isEmpty() ? Optional.empty() : Optional.of(charset(contentType));
    }

    /** @throws RefusedRequest {@link ErrorCode#MALFORMED_BODY} for a charset that is not known */
    static Charset charset(String contentType) {
        String name = parameter(contentType);
        try {
            return name.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw RefusedRequest.of(
                    ErrorCode.MALFORMED_BODY, "the charset of Content-Type is not known: send the body in UTF-8");
        }
    }

    /** @throws RefusedRequest {@link ErrorCode#MALFORMED_BODY} for bytes that are no text in the charset */
    static String decoded(byte[] body, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw RefusedRequest.of(
                    ErrorCode.MALFORMED_BODY, "the body is not text in the charset that it claims: " + charset.name());
        }
    }

    /** The bytes of the same text in UTF-8; a body that names no charset, or UTF-8, stays as it is. */
    static byte[] inUtf8(byte[] body, String contentType) {
        Charset charset = charset(contentType);
        return charset.equals(StandardCharsets.UTF_8)
                ? body
                : decoded(body, charset).getBytes(StandardCharsets.UTF_8);
    }

    private static String parameter(String contentType) {
        for (String part : contentType.split(";")) {
            String stripped = part.strip();
            if (stripped.regionMatches(true, 0, PARAMETER, 0, PARAMETER.length())) {
                return stripped.substring(PARAMETER.length()).strip().replace("\"", "");
            }
        }
        return "";
    }
}

package routes.extension.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.security.HmacAlgorithm;
import routes.http.ApiRequest;

/**
 * A keyed hash (HMAC) of the body in a header, as Grafana, Sentry and many others send it. The header may hold several
 * signatures, separated by commas or blanks: one of them has to be that of one of the secrets.
 *
 * @param header that holds the signature
 * @param prefix before each signature, such as {@code sha256=} or {@code v1=}; what begins otherwise is none; empty for none
 * @param form how the signature is computed and written
 * @param timestamp the time that is signed too; without it a recorded request can be sent again
 * @param signed what is signed, with {@code {timestamp}} and {@code {body}} in it, such as {@code v0:{timestamp}:{body}}
 * @param tolerance how far the timestamp may be from now
 */
public record HmacAuth(
        String header, String prefix, Form form, Optional<Timestamp> timestamp, String signed, Duration tolerance)
        implements SourceAuth {
    static final String BODY = "{body}";
    static final String TIMESTAMP = "{timestamp}";

    /** How the signature is written. */
    public enum Encoding {
        HEX,
        BASE64;

        String write(byte[] hash) {
            return this == HEX
                    ? HexFormat.of().formatHex(hash)
                    : Base64.getEncoder().encodeToString(hash);
        }

        /** Nothing when it is not written so. */
        byte[] read(String signature) {
            try {
                return this == HEX
                        ? HexFormat.of().parseHex(signature.toLowerCase(Locale.ROOT))
                        : Base64.getDecoder().decode(signature);
            } catch (IllegalArgumentException e) {
                return new byte[0];
            }
        }
    }

    /** How a signature is computed and written. */
    public record Form(HmacAlgorithm algorithm, Encoding encoding) {}

    /**
     * Where the seconds stand at which the body was signed.
     *
     * @param header that holds them
     * @param prefix before them, where the header holds more, such as {@code t=}; empty where it holds them alone
     */
    public record Timestamp(String header, String prefix) {}

    @Override
    public String setting() {
        return "secret";
    }

    @Override
    public boolean configured(SourceSecrets secrets) {
        return !secrets.signingSecrets().isEmpty();
    }

    @Override
    public void require(ApiRequest request, SourceSecrets secrets) {
        List<String> given = pieces(request, header, prefix);
        if (given.isEmpty()) {
            throw refuse("the header " + header + " must hold the signature of the body"
                    + (prefix.isEmpty() ? "" : " after " + prefix));
        }
        String time = timestamp.map(from -> time(from, request, secrets.now())).orElse("");
        int body = signed.indexOf(BODY);
        byte[] before = bytes(signed.substring(0, body).replace(TIMESTAMP, time));
        byte[] after = bytes(signed.substring(body + BODY.length()).replace(TIMESTAMP, time));
        boolean valid = false;
        for (String secret : secrets.signingSecrets()) {
            byte[] hash = form.algorithm().of(bytes(secret), before, request.body(), after);
            for (String signature : given) {
                valid |= MessageDigest.isEqual(form.encoding().read(signature), hash);
            }
        }
        if (!valid) {
            throw refuse("the signature in the header " + header + " is not that of this body");
        }
    }

    /** What the header holds after the prefix, once for each time that it does. */
    private static List<String> pieces(ApiRequest request, String header, String prefix) {
        return Arrays.stream(request.header(header).orElse("").split("[,\\s]+"))
                .filter(piece -> piece.startsWith(prefix) && piece.length() > prefix.length())
                .map(piece -> piece.substring(prefix.length()))
                .toList();
    }

    private String time(Timestamp from, ApiRequest request, Instant now) {
        String text = pieces(request, from.header(), from.prefix()).stream()
                .findFirst()
                .filter(value -> value.matches("\\d{1,12}"))
                .orElseThrow(() ->
                        refuse("the header " + from.header() + " must hold the seconds at which the body was signed"));
        Duration off = Duration.between(Instant.ofEpochSecond(Long.parseLong(text)), now)
                .abs();
        if (off.compareTo(tolerance) > 0) {
            throw refuse("the body was signed " + off.toSeconds() + " seconds away from now; " + tolerance.toSeconds()
                    + " are taken");
        }
        return text;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static RefusedRequest refuse(String why) {
        return RefusedRequest.of(ErrorCode.UNAUTHENTICATED, why);
    }
}

package routes.extension.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.security.HmacSha256;
import routes.http.ApiRequest;

/**
 * A keyed hash (HMAC-SHA256) of the body in a header, as Grafana, Sentry and many others send it.
 *
 * @param header that holds the signature
 * @param prefix before the signature, such as {@code sha256=}; empty for none
 * @param encoding of the signature
 * @param timestampHeader that holds the seconds at which it was signed, which are signed too; without it a recorded
 *     request can be sent again
 * @param separator between the timestamp and the body in what is signed
 * @param tolerance how far the timestamp may be from now
 */
public record HmacAuth(
        String header,
        String prefix,
        Encoding encoding,
        Optional<String> timestampHeader,
        String separator,
        Duration tolerance)
        implements SourceAuth {

    /** How the signature is written. */
    public enum Encoding {
        HEX,
        BASE64
    }

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
        String given = request.header(header)
                .filter(value -> value.startsWith(prefix))
                .map(value -> value.substring(prefix.length()).strip())
                .orElseThrow(() -> refuse("the header " + header + " must hold the signature of the body"));
        byte[] before = timestampHeader
                .map(name -> timestamp(name, request, secrets.now()) + separator)
                .orElse("")
                .getBytes(StandardCharsets.UTF_8);
        boolean signed = false;
        for (String secret : secrets.signingSecrets()) {
            signed |= MessageDigest.isEqual(bytes(given), sign(secret, before, request.body()));
        }
        if (!signed) {
            throw refuse("the signature in the header " + header + " is not that of this body");
        }
    }

    private String timestamp(String name, ApiRequest request, Instant now) {
        String text = request.header(name)
                .filter(value -> value.matches("\\d{1,12}"))
                .orElseThrow(
                        () -> refuse("the header " + name + " must hold the seconds at which the body was signed"));
        Duration off = Duration.between(Instant.ofEpochSecond(Long.parseLong(text)), now)
                .abs();
        if (off.compareTo(tolerance) > 0) {
            throw refuse("the body was signed " + off.toSeconds() + " seconds away from now; " + tolerance.toSeconds()
                    + " are taken");
        }
        return text;
    }

    private byte[] bytes(String signature) {
        try {
            return encoding == Encoding.HEX
                    ? HexFormat.of().parseHex(signature.toLowerCase(Locale.ROOT))
                    : Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] sign(String secret, byte[] before, byte[] body) {
        return HmacSha256.of(secret.getBytes(StandardCharsets.UTF_8), before, body);
    }

    private static RefusedRequest refuse(String why) {
        return RefusedRequest.of(ErrorCode.UNAUTHENTICATED, why);
    }
}

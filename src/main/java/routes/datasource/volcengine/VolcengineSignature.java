package routes.datasource.volcengine;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import routes.common.security.HmacSha256;
import routes.common.security.Secret;
import routes.common.security.Sha256;

/** The signature of Volcengine's open API: HMAC-SHA256 over a canonical request, with a key made of date, region and service. */
public final class VolcengineSignature {
    private static final int DATE_LENGTH = 8;

    private VolcengineSignature() {}

    /** Where a signature is valid. @param date {@code yyyyMMdd'T'HHmmss'Z'}, in UTC */
    public record Scope(String date, String region, String service) {
        String text() {
            return day() + "/" + region + "/" + service + "/request";
        }

        private String day() {
            return date.substring(0, DATE_LENGTH);
        }
    }

    /**
     * What is signed.
     *
     * @param query canonical already: sorted and encoded
     * @param headers the signed ones, by lower-case name
     */
    public record Signed(String method, String query, SortedMap<String, String> headers, byte[] body) {
        String names() {
            return String.join(";", headers.keySet());
        }

        private String canonical() {
            StringBuilder text =
                    new StringBuilder(method).append("\n/\n").append(query).append('\n');
            for (Map.Entry<String, String> header : headers.entrySet()) {
                text.append(header.getKey())
                        .append(':')
                        .append(header.getValue())
                        .append('\n');
            }
            return text.append('\n')
                    .append(names())
                    .append('\n')
                    .append(hash(body))
                    .toString();
        }
    }

    /** The value of the header {@code Authorization}. */
    public static String authorization(String accessKey, Secret secret, Scope scope, Signed signed) {
        return "HMAC-SHA256 Credential=" + accessKey + "/" + scope.text() + ", SignedHeaders=" + signed.names()
                + ", Signature=" + signature(secret, scope, signed);
    }

    /** The signature alone, in hex. */
    public static String signature(Secret secret, Scope scope, Signed signed) {
        byte[] key = utf8(secret.reveal());
        for (String part : new String[] {scope.day(), scope.region(), scope.service(), "request"}) {
            key = hmac(key, part);
        }
        String canonical = signed.canonical();
        String toSign = "HMAC-SHA256\n" + scope.date() + "\n" + scope.text() + "\n" + hash(utf8(canonical));
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    /** SHA-256 in hex, as the header {@code X-Content-Sha256} wants it. */
    public static String hash(byte[] body) {
        return Sha256.hex(body);
    }

    private static byte[] hmac(byte[] key, String text) {
        return HmacSha256.of(key, utf8(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package routes.datasource.aliyun;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import routes.common.security.Secret;

/**
 * The two signatures that Alibaba Cloud's RPC gateways take: ACS3-HMAC-SHA256 in a header, which its SDKs send by default, and
 * the older HMAC-SHA1 in a query parameter, the only one that old private clouds know.
 */
public final class AliyunSignature {
    static final String V3 = "ACS3-HMAC-SHA256";

    private AliyunSignature() {}

    /** The parameters sorted and encoded as RFC 3986 says. */
    public static String canonicalQuery(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&"));
    }

    /** The parameter {@code Signature} of RPC version 1. @param parameters all others, the common ones too */
    public static String rpc(String method, Map<String, String> parameters, Secret secret) {
        String toSign = method + "&%2F&" + encode(canonicalQuery(parameters));
        return Base64.getEncoder().encodeToString(hmac("HmacSHA1", secret.reveal() + "&", toSign));
    }

    /** The header {@code Authorization} of version 3, for an empty body. @param headers signed ones, by lower-case name */
    public static String authorization(
            String accessKey, Secret secret, String method, String query, SortedMap<String, String> headers) {
        return V3 + " Credential=" + accessKey + ",SignedHeaders=" + String.join(";", headers.keySet()) + ",Signature="
                + v3(secret, method, query, headers);
    }

    /** The signature of version 3 alone, in hex, for an empty body. */
    public static String v3(Secret secret, String method, String query, SortedMap<String, String> headers) {
        StringBuilder canonical =
                new StringBuilder(method).append("\n/\n").append(query).append('\n');
        headers.forEach((name, value) ->
                canonical.append(name).append(':').append(value).append('\n'));
        canonical
                .append('\n')
                .append(String.join(";", headers.keySet()))
                .append('\n')
                .append(emptyHash());
        String toSign = V3 + "\n" + hash(canonical.toString());
        return HexFormat.of().formatHex(hmac("HmacSHA256", secret.reveal(), toSign));
    }

    static String emptyHash() {
        return hash("");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] hmac(String algorithm, String key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}

package routes.datasource.aliyun;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import routes.common.security.HmacAlgorithm;
import routes.common.security.Secret;
import routes.common.security.Sha256;

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
        return Base64.getEncoder().encodeToString(hmac(HmacAlgorithm.SHA1, secret.reveal() + "&", toSign));
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
        String toSign = V3 + "\n" + Sha256.hex(canonical.toString());
        return HexFormat.of().formatHex(hmac(HmacAlgorithm.SHA256, secret.reveal(), toSign));
    }

    static String emptyHash() {
        return Sha256.hex("");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static byte[] hmac(HmacAlgorithm algorithm, String key, String text) {
        return algorithm.of(key.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }
}

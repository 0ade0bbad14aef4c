package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.common.json.Json;
import routes.common.security.Secret;
import routes.datasource.aliyun.AliyunSignature;

/**
 * CloudMonitor of Alibaba Cloud: either signature, a nonce once, a clock within 15 minutes, and failures that come at HTTP 200.
 * What it knows and refuses is in {@link AliyunModel}.
 */
public final class FakeAliyun extends FakePlatform {
    public static final String ACCESS_KEY = "aliyun-key";
    public static final String SECRET = "aliyun-secret";

    private static final Pattern AUTHORIZATION =
            Pattern.compile("ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=(\\w+)");
    private static final Duration SKEW = Duration.ofMinutes(15);

    private final AliyunModel model = new AliyunModel();
    private final Set<String> added = new HashSet<>();
    private final Map<String, AliyunModel> elsewhere = new HashMap<>();
    private final Set<String> nonces = new HashSet<>();
    private final Trouble trouble = new Trouble();

    public FakeAliyun() {
        super(Clock.systemUTC(), 0);
    }

    public AliyunModel model() {
        return model;
    }

    /** An account with the same secret, or a region in the path of its address, that has rules of its own. */
    public void addPlace(String accessKeyOrRegion) {
        added.add(accessKeyOrRegion);
    }

    private AliyunModel at(String accessKey, String region) {
        String place = Stream.of(accessKey, region).filter(added::contains).collect(Collectors.joining(" "));
        return place.isEmpty() ? model : elsewhere.computeIfAbsent(place, unused -> model.withoutRules());
    }

    public void throttle(int times) {
        trouble.set(times, error(400, "Throttling.User", "Request was denied due to user flow control."));
    }

    /** The failure comes at HTTP 200. */
    public void breakDown(int times) {
        trouble.set(times, error(200, "500", "InternalError"));
    }

    @Override
    protected synchronized PlatformAnswer answer(PlatformCall call) {
        return trouble.take().orElseGet(() -> own(call));
    }

    private PlatformAnswer own(PlatformCall call) {
        Map<String, String> parameters = new TreeMap<>(call.parameters());
        boolean rpc = parameters.containsKey("Signature");
        String accessKey = rpc ? parameters.getOrDefault("AccessKeyId", "") : accessKey(call);
        String nonce = rpc
                ? parameters.get("SignatureNonce")
                : call.header("x-acs-signature-nonce").orElse("");
        String date =
                rpc ? parameters.get("Timestamp") : call.header("x-acs-date").orElse("1970-01-01T00:00:00Z");
        if (!accessKey.equals(ACCESS_KEY) && !added.contains(accessKey)
                || !(rpc ? isSignedRpc(call, parameters) : isSigned(call))) {
            return error(403, "SignatureDoesNotMatch", "Specified signature is not matched with our calculation.");
        }
        if (nonce.isEmpty() || !nonces.add(nonce)) {
            return error(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
        }
        if (Duration.between(Instant.parse(date), clock.instant()).abs().compareTo(SKEW) > 0) {
            return error(400, "IllegalTimestamp", "The input parameter Timestamp is out of range.");
        }
        String action =
                rpc ? parameters.get("Action") : call.header("x-acs-action").orElse("");
        AliyunModel there = at(accessKey, call.path().replace("/", ""));
        try {
            return PlatformAnswer.json(
                    200, success(there.call(action, parameters)).toString());
        } catch (IllegalArgumentException e) {
            return error(200, "400", "ParameterInvalid: " + e.getMessage());
        }
    }

    private static String accessKey(PlatformCall call) {
        Matcher said = AUTHORIZATION.matcher(call.header("authorization").orElse(""));
        return said.matches() ? said.group(1) : "";
    }

    private static boolean isSigned(PlatformCall call) {
        Matcher said = AUTHORIZATION.matcher(call.header("authorization").orElse(""));
        if (!said.matches() || call.body().length > 0) {
            return false;
        }
        TreeMap<String, String> headers = new TreeMap<>();
        for (String name : said.group(2).split(";")) {
            headers.put(name, call.header(name).orElse(""));
        }
        String query = AliyunSignature.canonicalQuery(call.parameters());
        return headers.containsKey("host")
                && AliyunSignature.v3(Secret.of(SECRET), call.method(), query, headers)
                        .equals(said.group(3));
    }

    private static boolean isSignedRpc(PlatformCall call, Map<String, String> parameters) {
        Map<String, String> others = new TreeMap<>(parameters);
        String signature = others.remove("Signature");
        return AliyunSignature.rpc(call.method(), others, Secret.of(SECRET)).equals(signature);
    }

    private static JsonNode success(ObjectNode body) {
        return body.put("RequestId", "r-1").put("Success", true).put("Code", "200");
    }

    private static PlatformAnswer error(int status, String code, String text) {
        ObjectNode body = Json.mapper().createObjectNode().put("RequestId", "r-1");
        body.put("Code", code).put("Message", text);
        if (status == 200) {
            body.put("Success", false);
        }
        return PlatformAnswer.json(status, body.toString());
    }
}

package routes.datasource.volcengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import routes.common.json.Json;
import routes.datasource.Account;
import routes.datasource.PlatformAnswer;
import routes.datasource.PlatformCall;
import routes.datasource.PlatformFailure;
import routes.datasource.PlatformQuestion;
import routes.datasource.PlatformRequest;
import routes.datasource.PlatformText;
import routes.datasource.Quota;
import routes.datasource.Region;

/** Signed calls of the cloud monitor. */
final class VolcengineApi {
    static final String ACCESS_KEY = "volcengine_access_key_id";
    static final String SECRET = "volcengine_access_key_secret";

    private static final String VERSION = "2018-01-01";
    private static final String SERVICE = "Volc_Observe";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String THROTTLED =
            "(?i).*(throttl|flowlimit|toomany|ratelimit|qps|frequen|limitexceeded\\.request).*";
    private static final String DENIED =
            "(?i).*(accesskey|signature|credential|accessdenied|unauthorized|authoriz|authentication|sectoken).*";
    private static final String THEIRS = "(?i).*(internal|unavailable|timeout|busy).*";

    private final PlatformCall calls;
    private final Quota quota;
    private final String baseUrl;
    private final Clock clock;

    /** @param baseUrl may hold {@code {region}} */
    VolcengineApi(PlatformCall calls, Quota quota, String baseUrl, Clock clock) {
        this.calls = calls;
        this.quota = quota;
        this.baseUrl = baseUrl;
        this.clock = clock;
    }

    static String group(Account account) {
        return "volcengine_" + account.field(ACCESS_KEY);
    }

    /** An action that changes nothing, or the same thing each time. */
    JsonNode repeatable(Account account, String region, String action, ObjectNode body) {
        return ask(account, region, action, body, true);
    }

    /** An action that must not be called again when its answer is lost. */
    JsonNode once(Account account, String region, String action, ObjectNode body) {
        return ask(account, region, action, body, false);
    }

    private JsonNode ask(Account account, String region, String action, ObjectNode body, boolean repeatable) {
        Region.checked(region);
        return calls.ask(new PlatformQuestion<>(
                "volcengine",
                group(account),
                quota,
                repeatable,
                () -> request(account, region, action, Json.bytes(body)),
                answer -> result(answer, action, account)));
    }

    private PlatformRequest request(Account account, String region, String action, byte[] body) {
        String query = "Action=" + action + "&Version=" + VERSION;
        String url = Region.url(baseUrl, region);
        String date = DATE.format(clock.instant());
        TreeMap<String, String> signed = new TreeMap<>();
        signed.put("content-type", "application/json");
        signed.put("host", URI.create(url).getAuthority());
        signed.put("x-content-sha256", VolcengineSignature.hash(body));
        signed.put("x-date", date);
        String authorization = VolcengineSignature.authorization(
                account.field(ACCESS_KEY),
                account.secret(SECRET),
                new VolcengineSignature.Scope(date, region, SERVICE),
                new VolcengineSignature.Signed("POST", query, signed, body));
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("X-Date", date);
        headers.put("X-Content-Sha256", signed.get("x-content-sha256"));
        headers.put("Authorization", authorization);
        return PlatformRequest.post(url + "/?" + query, headers, body);
    }

    static JsonNode result(PlatformAnswer answer, String action, Account account) {
        JsonNode body = answer.json();
        JsonNode error = body.path("ResponseMetadata").path("Error");
        if (error.isObject()) {
            throw failure(answer, error, action, account);
        }
        answer.requireOk();
        if (!body.has("ResponseMetadata")) {
            throw new PlatformFailure.Unavailable("the address answers, but not as Volcengine does", "no_volcengine");
        }
        return body.path("Result");
    }

    private static PlatformFailure failure(PlatformAnswer answer, JsonNode error, String action, Account account) {
        String code = error.path("Code").asText("unknown");
        String message = error.path("Message").asText("");
        String text = String.format(
                Locale.ROOT, "Volcengine refuses %s: %s %s", action, code, PlatformText.shown(message, account));
        if (answer.status() == 429 || code.matches(THROTTLED)) {
            return new PlatformFailure.Throttled(
                    code, text, answer.retryAt().orElse(answer.at().plusSeconds(1)));
        }
        if (answer.status() == 401
                || answer.status() == 403
                || code.matches(DENIED)
                || message.contains("not authorized to")) {
            return new PlatformFailure.Unauthorized(code, text);
        }
        boolean theirs = answer.status() >= 500 || code.matches(THEIRS);
        return theirs ? new PlatformFailure.Unavailable(text, code) : new PlatformFailure.BadRequest(code, text);
    }
}

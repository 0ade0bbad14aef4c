package routes.datasource.aliyun;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import routes.datasource.Account;
import routes.datasource.PlatformAnswer;
import routes.datasource.PlatformCall;
import routes.datasource.PlatformFailure;
import routes.datasource.PlatformQuestion;
import routes.datasource.PlatformRequest;
import routes.datasource.PlatformText;
import routes.datasource.Quota;
import routes.datasource.Region;

/** Signed calls of CloudMonitor; parameters go in the query. */
final class AliyunApi {
    static final String ACCESS_KEY = "aliyun_access_key_id";
    static final String SECRET = "aliyun_access_key_secret";

    private static final String VERSION = "2019-01-01";
    private static final String THROTTLED = "(?i).*(throttling|flowcontrol|qpslimit|toomany).*";
    private static final String DENIED =
            "(?i).*(accesskey|signature|forbidden|unauthorized|nopermission|securitytoken|accessdenied).*";
    private static final String THEIRS = "(?i).*(internal|unavailable|timeout|busy).*";

    private final PlatformCall calls;
    private final Quota quota;
    private final Style style;
    private final Clock clock;
    private final Supplier<String> nonce;

    /** @param baseUrl may hold {@code {region}}. @param rpc whether the older signature is sent */
    record Style(String baseUrl, boolean rpc) {}

    /** @param nonce gives a text that never comes again */
    AliyunApi(PlatformCall calls, Quota quota, Style style, Clock clock, Supplier<String> nonce) {
        this.calls = calls;
        this.quota = quota;
        this.style = style;
        this.clock = clock;
        this.nonce = nonce;
    }

    static String group(Account account) {
        return "aliyun_" + account.field(ACCESS_KEY);
    }

    /** Every action that we use may be repeated: reads, and writes with an id of ours. */
    JsonNode ask(Account account, String region, String action, Map<String, String> parameters) {
        TreeMap<String, String> filled = new TreeMap<>(parameters);
        filled.values().removeIf(String::isEmpty);
        String url = Region.url(style.baseUrl(), region);
        return calls.ask(new PlatformQuestion<>(
                "aliyun",
                group(account),
                quota,
                true,
                () -> style.rpc() ? rpc(account, url, action, filled) : v3(account, url, action, filled),
                answer -> result(answer, action, account)));
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private PlatformRequest v3(Account account, String url, String action, Map<String, String> parameters) {
        String query = AliyunSignature.canonicalQuery(parameters);
        TreeMap<String, String> signed = new TreeMap<>();
        signed.put("host", URI.create(url).getAuthority());
        signed.put("x-acs-action", action);
        signed.put("x-acs-version", VERSION);
        signed.put("x-acs-date", now());
        signed.put("x-acs-signature-nonce", nonce.get());
        signed.put("x-acs-content-sha256", AliyunSignature.emptyHash());
        Map<String, String> headers = new HashMap<>(signed);
        headers.remove("host");
        headers.put("Accept", "application/json");
        headers.put(
                "Authorization",
                AliyunSignature.authorization(
                        account.field(ACCESS_KEY), account.secret(SECRET), "POST", query, signed));
        return PlatformRequest.post(url + "/?" + query, headers, new byte[0]);
    }

    private PlatformRequest rpc(Account account, String url, String action, Map<String, String> parameters) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("Action", action);
        all.put("Version", VERSION);
        all.put("Format", "JSON");
        all.put("AccessKeyId", account.field(ACCESS_KEY));
        all.put("SignatureMethod", "HMAC-SHA1");
        all.put("SignatureVersion", "1.0");
        all.put("SignatureNonce", nonce.get());
        all.put("Timestamp", now());
        all.put("Signature", AliyunSignature.rpc("POST", all, account.secret(SECRET)));
        return PlatformRequest.post(url + "/?" + AliyunSignature.canonicalQuery(all), Map.of(), new byte[0]);
    }

    private static JsonNode result(PlatformAnswer answer, String action, Account account) {
        JsonNode body = answer.json();
        String code = body.path("Code").asText("");
        boolean failed = answer.status() > 299
                || body.has("Success") && !body.path("Success").asBoolean(true)
                || !code.isEmpty() && !code.equals("200") && !code.equalsIgnoreCase("OK");
        if (!failed) {
            return body;
        }
        String text = "CloudMonitor refuses " + action + ": " + code + " "
                + PlatformText.shown(body.path("Message").asText(""), account);
        throw failure(answer, code, text);
    }

    private static PlatformFailure failure(PlatformAnswer answer, String code, String text) {
        if (answer.status() == 429 || code.matches(THROTTLED)) {
            return new PlatformFailure.Throttled(
                    code, text, answer.retryAt().orElse(answer.at().plusSeconds(1)));
        }
        if (answer.status() == 401 || answer.status() == 403 || code.matches(DENIED)) {
            return new PlatformFailure.Unauthorized(code, text);
        }
        boolean theirs = answer.status() >= 500 || code.startsWith("5") || code.matches(THEIRS);
        return theirs ? new PlatformFailure.Unavailable(text, code) : new PlatformFailure.BadRequest(code, text);
    }
}

package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import routes.datasource.Account;
import routes.datasource.PlatformAnswer;
import routes.datasource.PlatformCall;
import routes.datasource.PlatformFailure;
import routes.datasource.PlatformQuestion;
import routes.datasource.PlatformRequest;
import routes.datasource.PlatformText;
import routes.datasource.Quota;
import routes.datasource.SeriesRange;
import routes.datasource.Source;

/** Calls of the HTTP API. */
final class PrometheusApi {
    static final String URL = "prometheus_url";
    static final String USER = "prometheus_user";
    static final String PASSWORD = "prometheus_password";
    static final String TOKEN = "prometheus_token";
    static final String TENANT = "prometheus_tenant";

    private static final Set<String> PASSING = Set.of("timeout", "unavailable", "canceled", "internal");
    /** Begins warnings that speak of the expression and not of missing data. */
    private static final String ABOUT_EXPRESSION = "PromQL ";

    private static final String RULES = "/api/v1/rules?type=alert";
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final int FORBIDDEN = 403;
    private static final int REFUSED = 500;

    private final PlatformCall calls;
    private final Quota quota;

    PrometheusApi(PlatformCall calls, Quota quota) {
        this.calls = calls;
        this.quota = quota;
    }

    static String group(Account account) {
        return "prometheus_" + account.field(URL) + "_"
                + account.optional(USER).or(() -> account.optional(TENANT)).orElse("");
    }

    /**
     * A read; its parameters go in the body, where a long query has room. An answer that lacks the part of a shard or a store
     * that is away says so in its warnings (Thanos, Mimir) or as {@code isPartial} (VictoriaMetrics): it counts as no answer, since
     * a series that is missing from it is not gone. Both are asked to refuse rather than to answer in part.
     *
     * @return {@code data}
     */
    JsonNode query(Account account, String path, Map<String, String> parameters) {
        Map<String, String> whole = new HashMap<>(parameters);
        whole.put("partial_response", "false");
        whole.put("deny_partial_response", "1");
        String form = form(whole);
        Map<String, String> headers = headers(account);
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        return ask(
                account,
                PlatformRequest.post(address(account, path), headers, form.getBytes(StandardCharsets.UTF_8)),
                answer -> whole(answer, account));
    }

    /** The values of a query at every interval of the source. */
    JsonNode range(Source source, String query, SeriesRange range) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("query", query);
        parameters.put("start", String.valueOf(range.start().getEpochSecond()));
        parameters.put("end", String.valueOf(range.end().getEpochSecond() - 1));
        parameters.put("step", String.valueOf(Math.max(1, source.interval().toSeconds())));
        return query(source.account(), "/api/v1/query_range", parameters);
    }

    private static JsonNode whole(PlatformAnswer answer, Account account) {
        JsonNode body = answer.json();
        JsonNode data = data(body, answer, account);
        if (body.path("isPartial").asBoolean()) {
            throw new PlatformFailure.Unavailable(
                    "the server answers in part: a storage node of it is away", "partial_answer");
        }
        for (JsonNode warning : body.path("warnings")) {
            if (!warning.asText().startsWith(ABOUT_EXPRESSION)) {
                throw new PlatformFailure.Unavailable(
                        "Prometheus answers in part: " + PlatformText.shown(warning.asText(), account),
                        "partial_answer");
            }
        }
        return data;
    }

    JsonNode get(Account account, String path) {
        return ask(
                account,
                PlatformRequest.get(address(account, path), headers(account)),
                answer -> data(answer.json(), answer, account));
    }

    /** Groups of alerting rules that the server evaluates. */
    JsonNode rules(Account account) {
        return get(account, RULES).path("groups");
    }

    /**
     * Asks for them again, with the pauses of calls that come too early, until they are as wanted.
     *
     * @throws PlatformFailure.Throttled when they are not after the last attempt
     */
    void awaitRules(Account account, Predicate<JsonNode> wanted) {
        ask(account, PlatformRequest.get(address(account, RULES), headers(account)), answer -> {
            if (!wanted.test(data(answer.json(), answer, account).path("groups"))) {
                throw new PlatformFailure.Throttled(
                        "not_loaded_yet",
                        "the server has not read its rule files yet",
                        answer.at().plus(MOMENT));
            }
            return true;
        });
    }

    /** Makes the server read its configuration and rules again; it keeps the old ones when one is wrong. */
    void reload(Account account) {
        PlatformRequest request = PlatformRequest.post(address(account, "/-/reload"), headers(account), new byte[0]);
        ask(account, request, answer -> reloaded(answer, account));
    }

    private static boolean reloaded(PlatformAnswer answer, Account account) {
        String text = PlatformText.shown(new String(answer.body(), StandardCharsets.UTF_8), account);
        if (answer.status() == FORBIDDEN && text.contains("Lifecycle")) {
            throw new PlatformFailure.BadRequest(
                    "lifecycle_off", "Prometheus does not reload: start it with --web.enable-lifecycle");
        }
        if (answer.status() == REFUSED) {
            throw new PlatformFailure.BadRequest("reload_refused", "Prometheus does not take the rules: " + text);
        }
        answer.requireOk();
        return true;
    }

    private <T> T ask(Account account, PlatformRequest request, Function<PlatformAnswer, T> reader) {
        return calls.ask(new PlatformQuestion<>("prometheus", group(account), quota, true, () -> request, reader));
    }

    private static JsonNode data(JsonNode body, PlatformAnswer answer, Account account) {
        if ("success".equals(body.path("status").asText())) {
            return body.path("data");
        }
        if (!"error".equals(body.path("status").asText())) {
            answer.requireOk();
            throw new PlatformFailure.Unavailable("the address answers, but not as Prometheus does", "no_prometheus");
        }
        String type = body.path("errorType").asText("unknown");
        String text = "Prometheus answers " + type + ": "
                + PlatformText.shown(body.path("error").asText(), account);
        throw PASSING.contains(type)
                ? new PlatformFailure.Unavailable(text, type)
                : new PlatformFailure.BadRequest(type, text);
    }

    /** Who calls. */
    static Map<String, String> headers(Account account) {
        Map<String, String> headers = new HashMap<>();
        account.optional(TENANT).ifPresent(tenant -> headers.put("X-Scope-OrgID", tenant));
        account.optionalSecret(TOKEN).ifPresent(token -> headers.put("Authorization", "Bearer " + token.reveal()));
        account.optionalSecret(PASSWORD)
                .map(password -> account.optional(USER).orElse("") + ":" + password.reveal())
                .map(pair -> Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .ifPresent(basic -> headers.put("Authorization", "Basic " + basic));
        return headers;
    }

    private static String address(Account account, String path) {
        return account.field(URL).replaceAll("/+$", "") + path;
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}

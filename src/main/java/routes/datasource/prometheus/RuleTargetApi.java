package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import routes.datasource.Account;
import routes.datasource.PlatformAnswer;
import routes.datasource.PlatformCall;
import routes.datasource.PlatformFailure;
import routes.datasource.PlatformQuestion;
import routes.datasource.PlatformRequest;
import routes.datasource.PlatformText;
import routes.datasource.Quota;

/** Calls to an API that keeps rules. Every write names the whole, so it may be repeated. */
final class RuleTargetApi {
    private static final int NOT_FOUND = 404;
    private static final int BAD_REQUEST = 400;
    private static final int UNPROCESSABLE = 422;

    private final Calls calls;
    private final Account account;
    private final String address;
    private final Map<String, String> headers;

    /** How calls are made. */
    record Calls(PlatformCall calls, Quota quota) {}

    /**
     * @param address without a slash at its end
     * @param headers of every call, who calls among them
     */
    RuleTargetApi(Calls calls, Account account, String address, Map<String, String> headers) {
        this.calls = calls;
        this.account = account;
        this.address = address;
        this.headers = Map.copyOf(headers);
    }

    /** @return empty when there is no such thing */
    Optional<byte[]> find(String path) {
        return ask(PlatformRequest.get(address + path, headers), answer -> {
            if (answer.status() == NOT_FOUND) {
                return Optional.empty();
            }
            requireOk(answer);
            return Optional.of(answer.body());
        });
    }

    /** The same for what is JSON. */
    Optional<JsonNode> findJson(String path) {
        return ask(PlatformRequest.get(address + path, headers), answer -> {
            if (answer.status() == NOT_FOUND) {
                return Optional.empty();
            }
            requireOk(answer);
            return Optional.of(answer.json());
        });
    }

    /** @param method with a body of this type */
    void send(String method, String path, String type, byte[] body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", type);
        ask(new PlatformRequest(method, address + path, all, body), answer -> {
            requireOk(answer);
            return true;
        });
    }

    /** What is gone already is deleted. */
    void delete(String path) {
        ask(new PlatformRequest("DELETE", address + path, headers, new byte[0]), answer -> {
            if (answer.status() != NOT_FOUND) {
                requireOk(answer);
            }
            return true;
        });
    }

    private <T> T ask(PlatformRequest request, Function<PlatformAnswer, T> reader) {
        String group = PrometheusApi.group(account) + "_rules_" + address;
        return calls.calls()
                .ask(new PlatformQuestion<>("prometheus", group, calls.quota(), true, () -> request, reader));
    }

    private void requireOk(PlatformAnswer answer) {
        if (answer.status() == BAD_REQUEST || answer.status() == UNPROCESSABLE) {
            throw new PlatformFailure.BadRequest(
                    RuleTarget.REFUSED, "the rule target does not take the rules: " + words(answer));
        }
        if (answer.status() < 200 || answer.status() > 299) {
            throw answer.failure(
                    "http_" + answer.status(),
                    "the rule target answers with status " + answer.status() + ": " + words(answer));
        }
    }

    /** What it says of itself, in JSON or not. */
    private String words(PlatformAnswer answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        try {
            JsonNode body = answer.json();
            text = body.path("message").asText(body.path("error").asText(text));
        } catch (PlatformFailure expected) {
            return PlatformText.shown(text, account);
        }
        return PlatformText.shown(text, account);
    }
}

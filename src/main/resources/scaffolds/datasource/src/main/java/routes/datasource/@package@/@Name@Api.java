package routes.datasource.@package@;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;
import routes.datasource.Account;
import routes.datasource.PlatformAnswer;
import routes.datasource.PlatformCall;
import routes.datasource.PlatformQuestion;
import routes.datasource.PlatformRequest;
import routes.datasource.Quota;
import routes.common.json.Json;

/** The calls. What is no success becomes a {@link routes.datasource.PlatformFailure}, without the token in its text. */
final class @Name@Api {
    static final String URL = "@package@_url";
    static final String TOKEN = "@package@_token";

    private static final byte[] NOTHING = {};
    private static final int GONE = 404;

    private final PlatformCall calls;
    private final Quota quota;

    @Name@Api(PlatformCall calls, Quota quota) {
        this.calls = calls;
        this.quota = quota;
    }

    static String group(Account account) {
        return "@package@_" + account.field(URL);
    }

    JsonNode get(Account account, String path) {
        return ask(account, "GET", path, NOTHING);
    }

    /** Rules have ids of ours in their tags, so that a second attempt finds the first one's rule. */
    JsonNode send(Account account, String method, String path, JsonNode body) {
        return ask(account, method, path, Json.bytes(body));
    }

    /** What is gone already was deleted. */
    void delete(Account account, String path) {
        ask(account, "DELETE", path, NOTHING);
    }

    private JsonNode ask(Account account, String method, String path, byte[] body) {
        return calls.ask(new PlatformQuestion<>(
                "@package@",
                group(account),
                quota,
                !method.equals("POST"),
                () -> new PlatformRequest(
                        method,
                        account.field(URL) + path,
                        Map.of(
                                "Authorization",
                                "Bearer " + account.secret(TOKEN).reveal(),
                                "Content-Type",
                                "application/json"),
                        body),
                answer -> read(method, answer)));
    }

    private static JsonNode read(String method, PlatformAnswer answer) {
        if (method.equals("DELETE")) {
            if (answer.status() != GONE) {
                answer.requireOk();
            }
            return NullNode.getInstance();
        }
        answer.requireOk();
        return answer.json();
    }
}

package routes.datasource.zabbix;

import com.fasterxml.jackson.databind.JsonNode;
import routes.datasource.Account;
import routes.datasource.PlatformAnswer;
import routes.datasource.PlatformFailure;
import routes.datasource.PlatformText;

/** Reads answers of the JSON-RPC API: an error comes at HTTP 200 and says in words what it is. */
final class ZabbixAnswer {
    /** Code of a failure after which a new login may help. */
    static final String SESSION_OVER = "session_over";

    /** Code of a failure of a request of which Zabbix did not see who asks. */
    static final String NOT_SEEN = "not_authorized";

    private static final int LOWEST_OF_OURS = -32602;

    private ZabbixAnswer() {}

    static JsonNode result(PlatformAnswer answer, String method, Account account) {
        answer.requireOk();
        JsonNode body = answer.json();
        JsonNode error = body.path("error");
        if (error.isMissingNode() && body.has("result")) {
            return body.get("result");
        }
        if (!error.isObject()) {
            throw new PlatformFailure.Unavailable("the address answers, but not as Zabbix does", "no_json_rpc");
        }
        throw failure(error, method, account);
    }

    private static PlatformFailure failure(JsonNode error, String method, Account account) {
        String data = error.path("data").asText("");
        String code = error.path("code").asText("unknown");
        String text = "Zabbix refuses " + method + ": "
                + PlatformText.shown(error.path("message").asText("") + " " + data, account);
        if (data.startsWith("Not authori")) {
            return new PlatformFailure.Unauthorized(NOT_SEEN, text);
        }
        if (data.contains("Session terminated") || data.contains("unexpected parameter \"auth\"")) {
            return new PlatformFailure.Unauthorized(SESSION_OVER, text);
        }
        int number = error.path("code").asInt();
        boolean ours = number <= -32600 && number >= LOWEST_OF_OURS || number == -32500 || number == -32700;
        if (!ours) {
            return new PlatformFailure.Unavailable(text, code);
        }
        return method.equals("user.login")
                ? new PlatformFailure.Unauthorized(code, text)
                : new PlatformFailure.BadRequest(code, text);
    }
}

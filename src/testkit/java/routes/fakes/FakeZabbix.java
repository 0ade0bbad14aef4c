package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import routes.common.json.Json;

/**
 * A Zabbix web frontend of version 6.0 to 7.2: its JSON-RPC API with the rules of authentication of that version, errors at
 * HTTP 200, hosts, items, history, trends, triggers, actions and media types.
 */
public final class FakeZabbix extends FakePlatform {
    public static final String USER = "Admin";
    public static final String PASSWORD = "zabbix-password";
    public static final String TOKEN = "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00";

    private static final Set<String> WITHOUT_LOGIN = Set.of("apiinfo.version", "user.login");
    private final String version;
    private final ZabbixModel model = new ZabbixModel();
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();
    private final Trouble trouble = new Trouble();
    private volatile int logins;
    private volatile boolean headerDropped;

    private FakeZabbix(String version) {
        super(Clock.systemUTC(), 0);
        this.version = version;
    }

    public static FakeZabbix version(String version) {
        return new FakeZabbix(version);
    }

    /** The proxy before it lets so many calls not through. */
    public void throttle(int times) {
        trouble.set(times, PlatformAnswer.text(429, "slow down").with("Retry-After", "7"));
    }

    /** Its database is away for so many calls. */
    public void breakDown(int times) {
        trouble.set(times, rpcError(null, new ZabbixError(-32603, "Internal error.", "DB is away")));
    }

    /** The web server before it drops the header Authorization. */
    public void dropHeader() {
        headerDropped = true;
    }

    /** Hosts, items, values and rules, to arrange and to look at. */
    public ZabbixModel model() {
        return model;
    }

    public int openSessions() {
        return sessions.size();
    }

    public int logins() {
        return logins;
    }

    public void endSessions() {
        sessions.clear();
    }

    /** How often a method was called. */
    public long called(String method) {
        return calls().stream()
                .filter(call -> call.text().contains("\"" + method + "\""))
                .count();
    }

    @Override
    protected synchronized PlatformAnswer answer(PlatformCall call) {
        return trouble.take().orElseGet(() -> own(call));
    }

    private PlatformAnswer own(PlatformCall call) {
        if (!call.path().equals("/api_jsonrpc.php")) {
            return PlatformAnswer.text(404, "not found");
        }
        if (!call.holdsJson()) {
            return rpcError(null, new ZabbixError(-32700, "Parse error", "Invalid JSON."));
        }
        JsonNode request = call.json();
        try {
            ObjectNode answer = Json.mapper().createObjectNode().put("jsonrpc", "2.0");
            answer.set("result", result(call, request));
            answer.set("id", request.path("id"));
            return PlatformAnswer.json(200, answer.toString());
        } catch (ZabbixError e) {
            return rpcError(request.path("id"), e);
        }
    }

    private static PlatformAnswer rpcError(JsonNode id, ZabbixError error) {
        ObjectNode answer = Json.mapper().createObjectNode().put("jsonrpc", "2.0");
        answer.putObject("error")
                .put("code", error.code)
                .put("message", error.said)
                .put("data", error.getMessage());
        answer.set("id", id);
        return PlatformAnswer.json(200, answer.toString());
    }

    private JsonNode result(PlatformCall call, JsonNode request) {
        String method = request.path("method").asText();
        JsonNode params = request.path("params");
        Optional<String> presented = presented(call, request);
        if (WITHOUT_LOGIN.contains(method)) {
            if (presented.isPresent()) {
                throw ZabbixError.params("The \"" + method + "\" method must be called without authorization.");
            }
            return method.equals("apiinfo.version") ? text(version) : login(params);
        }
        String session = presented
                .filter(one -> one.equals(TOKEN) || sessions.contains(one))
                .orElseThrow(() -> ZabbixError.params(
                        presented.isPresent() ? "Session terminated, re-login, please." : "Not authorized."));
        if (method.equals("user.logout")) {
            sessions.remove(session);
            return Json.mapper().getNodeFactory().booleanNode(true);
        }
        return model.call(method, params);
    }

    /** Before 6.4 in the body only; from 7.2 in the header only. */
    private Optional<String> presented(PlatformCall call, JsonNode request) {
        if (newerThan(7, 2) && request.has("auth")) {
            throw new ZabbixError(
                    -32600, "Invalid request.", "Invalid parameter \"/\": unexpected parameter \"auth\".");
        }
        Optional<String> header = call.header("authorization")
                .filter(value -> value.startsWith("Bearer ") && newerThan(6, 4) && !headerDropped)
                .map(value -> value.substring("Bearer ".length()));
        return header.or(() -> Optional.ofNullable(request.path("auth").textValue()));
    }

    private boolean newerThan(int major, int minor) {
        List<Integer> parts =
                List.of(version.split("\\.")).stream().map(Integer::valueOf).toList();
        return parts.get(0) > major || parts.get(0) == major && parts.get(1) >= minor;
    }

    private JsonNode login(JsonNode params) {
        String name = params.path("username").asText(params.path("user").asText());
        if (!name.equals(USER) || !params.path("password").asText().equals(PASSWORD)) {
            throw ZabbixError.params("Incorrect user name or password or account is temporarily blocked.");
        }
        logins++;
        String session = UUID.randomUUID().toString().replace("-", "");
        sessions.add(session);
        return text(session);
    }

    private static JsonNode text(String value) {
        return Json.mapper().getNodeFactory().textNode(value);
    }
}

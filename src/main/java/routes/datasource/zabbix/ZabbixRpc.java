package routes.datasource.zabbix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.common.json.Json;
import routes.datasource.Account;
import routes.datasource.PlatformCall;
import routes.datasource.PlatformFailure;
import routes.datasource.PlatformQuestion;
import routes.datasource.PlatformRequest;
import routes.datasource.Quota;

/**
 * Calls of the JSON-RPC API. A login is made once for each account and used until Zabbix ends it; a token is used as it is.
 * Before 6.4 it goes in the body, from then on in the header.
 */
final class ZabbixRpc implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ZabbixRpc.class);
    private static final int MAJOR_WITH_HEADER = 6;
    private static final int MINOR_WITH_HEADER = 4;

    private final PlatformCall calls;
    private final Quota quota;
    private final AtomicLong ids = new AtomicLong();
    private final Map<ZabbixLogin, Session> sessions = new ConcurrentHashMap<>();
    private final Map<ZabbixLogin, Object> locks = new ConcurrentHashMap<>();

    /** @param key session or token. @param inHeader how the version wants it. @param account whose it is */
    private record Session(String key, boolean inHeader, Account account) {}

    private record Question(String method, JsonNode params, boolean repeatable) {}

    ZabbixRpc(PlatformCall calls, Quota quota) {
        this.calls = calls;
        this.quota = quota;
    }

    static String group(Account account) {
        return "zabbix_" + account.field(ZabbixLogin.URL) + "_" + account.field(ZabbixLogin.USER);
    }

    /** A method that changes nothing, or the same thing each time. */
    JsonNode repeatable(Account account, String method, JsonNode params) {
        return ask(account, new Question(method, params, true));
    }

    /** A method that must not be called again when its answer is lost. */
    JsonNode once(Account account, String method, JsonNode params) {
        return ask(account, new Question(method, params, false));
    }

    /** Logs in afresh, makes one call and logs out. */
    JsonNode alone(Account account, String method, JsonNode params) {
        Session session = open(account);
        try {
            return send(account, session, new Question(method, params, true));
        } finally {
            end(session);
        }
    }

    private JsonNode ask(Account account, Question question) {
        Session session = session(account);
        try {
            return send(account, session, question);
        } catch (PlatformFailure.Unauthorized e) {
            if (!e.code().equals(ZabbixAnswer.SESSION_OVER)) {
                throw e;
            }
            sessions.remove(ZabbixLogin.of(account), session);
            return send(account, session(account), question);
        }
    }

    private Session session(Account account) {
        ZabbixLogin login = ZabbixLogin.of(account);
        synchronized (locks.computeIfAbsent(login, unused -> new Object())) {
            Session known = sessions.get(login);
            if (known == null) {
                known = open(account);
                sessions.put(login, known);
            }
            return known;
        }
    }

    private Session open(Account account) {
        ZabbixLogin login = ZabbixLogin.of(account);
        JsonNode version = send(
                account, null, new Question("apiinfo.version", Json.mapper().createArrayNode(), true));
        boolean inHeader = headerIsKnown(version.asText());
        if (login.token().isPresent()) {
            return new Session(login.token().get().reveal(), inHeader, account);
        }
        ObjectNode params = Json.mapper().createObjectNode().put("username", login.user());
        params.put("password", account.secret(ZabbixLogin.PASSWORD).reveal());
        String session =
                send(account, null, new Question("user.login", params, true)).asText();
        return new Session(session, inHeader, account);
    }

    private static boolean headerIsKnown(String version) {
        if (!version.matches("\\d{1,3}\\.\\d{1,3}.*")) {
            throw new PlatformFailure.Unavailable("the address answers, but not as Zabbix does", "no_version");
        }
        String[] parts = version.split("\\D");
        int major = Integer.parseInt(parts[0]);
        return major > MAJOR_WITH_HEADER
                || major == MAJOR_WITH_HEADER && Integer.parseInt(parts[1]) >= MINOR_WITH_HEADER;
    }

    private JsonNode send(Account account, @Nullable Session session, Question question) {
        return calls.ask(new PlatformQuestion<>(
                "zabbix",
                group(account),
                quota,
                question.repeatable(),
                () -> request(ZabbixLogin.of(account).url(), session, question),
                answer -> ZabbixAnswer.result(answer, question.method(), account)));
    }

    private PlatformRequest request(String url, @Nullable Session session, Question question) {
        ObjectNode body = Json.mapper().createObjectNode().put("jsonrpc", "2.0").put("method", question.method());
        body.set("params", question.params());
        body.put("id", ids.incrementAndGet());
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json-rpc"));
        Optional.ofNullable(session).ifPresent(open -> {
            if (open.inHeader()) {
                headers.put("Authorization", "Bearer " + open.key());
            } else {
                body.put("auth", open.key());
            }
        });
        return PlatformRequest.post(url, headers, Json.bytes(body));
    }

    /** A session that cannot be ended ends by itself: it must not fail the call. */
    private void end(Session session) {
        if (ZabbixLogin.of(session.account()).token().isPresent()) {
            return;
        }
        try {
            send(
                    session.account(),
                    session,
                    new Question("user.logout", Json.mapper().createArrayNode(), true));
        } catch (PlatformFailure e) {
            LOG.atDebug().addKeyValue("platform", "zabbix").log("a session was not ended: {}", e.code());
        }
    }

    /** Ends every login. */
    @Override
    public void close() {
        sessions.values().forEach(this::end);
        sessions.clear();
    }
}

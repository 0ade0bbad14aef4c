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
 * Before 6.4 it goes in the body, from then on in the header; up to 7.0 it goes in the body again where a web server before Zabbix drops
 * the header.
 */
final class ZabbixRpc implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ZabbixRpc.class);
    private static final String HINT =
            " (the token is not valid, or a web server before Zabbix drops the header Authorization:"
                    + " let it through, with Apache by CGIPassAuth On)";

    private final PlatformCall calls;
    private final Quota quota;
    private final AtomicLong ids = new AtomicLong();
    private final Map<ZabbixLogin, Session> sessions = new ConcurrentHashMap<>();
    private final Map<ZabbixLogin, Object> locks = new ConcurrentHashMap<>();

    /** @param key session or token. @param place where it goes. @param account whose it is */
    private record Session(String key, ZabbixVersion.Place place, Account account) {
        Session inBody() {
            return new Session(key, ZabbixVersion.Place.BODY, account);
        }
    }

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

    /** A method that changes nothing, for a person who waits: it is tried once. */
    JsonNode atOnce(Account account, String method, JsonNode params) {
        return ask(account, new Question(method, params, false));
    }

    /** Logs in afresh, makes one call and logs out. */
    JsonNode alone(Account account, String method, JsonNode params) {
        Session session = open(account, true);
        try {
            return seen(account, session, new Question(method, params, true));
        } finally {
            end(session);
        }
    }

    private JsonNode ask(Account account, Question question) {
        Session session = session(account, question.repeatable());
        try {
            return seen(account, session, question);
        } catch (PlatformFailure.Unauthorized e) {
            if (!e.code().equals(ZabbixAnswer.SESSION_OVER)) {
                throw e;
            }
            sessions.remove(ZabbixLogin.of(account), session);
            return seen(account, session(account, question.repeatable()), question);
        }
    }

    /** Sends it; when Zabbix did not see who asks, in the other place, which is kept when it is the right one. */
    private JsonNode seen(Account account, Session session, Question question) {
        try {
            return send(account, session, question);
        } catch (PlatformFailure.Unauthorized e) {
            if (!e.code().equals(ZabbixAnswer.NOT_SEEN) || session.place() == ZabbixVersion.Place.BODY) {
                throw e;
            }
            if (session.place() == ZabbixVersion.Place.HEADER) {
                throw new PlatformFailure.Unauthorized(e.code(), e.getMessage() + HINT);
            }
            try {
                JsonNode result = send(account, session.inBody(), question);
                sessions.replace(ZabbixLogin.of(account), session, session.inBody());
                return result;
            } catch (PlatformFailure.Unauthorized again) {
                throw new PlatformFailure.Unauthorized(again.code(), again.getMessage() + HINT);
            }
        }
    }

    /** @param patient whether the login is tried again when it gets no answer */
    private Session session(Account account, boolean patient) {
        ZabbixLogin login = ZabbixLogin.of(account);
        synchronized (locks.computeIfAbsent(login, unused -> new Object())) {
            Session known = sessions.get(login);
            if (known == null) {
                known = open(account, patient);
                sessions.put(login, known);
            }
            return known;
        }
    }

    private Session open(Account account, boolean patient) {
        ZabbixLogin login = ZabbixLogin.of(account);
        JsonNode version = send(
                account, null, new Question("apiinfo.version", Json.mapper().createArrayNode(), patient));
        ZabbixVersion.Place place = ZabbixVersion.place(version.asText());
        if (login.token().isPresent()) {
            return new Session(login.token().get().reveal(), place, account);
        }
        ObjectNode params = Json.mapper().createObjectNode().put("username", login.user());
        params.put("password", account.secret(ZabbixLogin.PASSWORD).reveal());
        String session =
                send(account, null, new Question("user.login", params, patient)).asText();
        return new Session(session, place, account);
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
            if (open.place() != ZabbixVersion.Place.BODY) {
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
            seen(
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

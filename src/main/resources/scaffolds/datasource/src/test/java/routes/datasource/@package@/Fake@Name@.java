package routes.datasource.@package@;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import routes.fakes.FakePlatform;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;

/** @Name@ as it answers: two hosts with a point each minute, one series a page, and rules in memory. */
final class Fake@Name@ extends FakePlatform {
    static final String TOKEN = "@package@-token-1";
    static final List<String> HOSTS = List.of("a", "b");

    private final Map<String, ObjectNode> rules = new TreeMap<>();
    private int ids;
    private int writes;

    Fake@Name@() {
        super(Clock.systemUTC(), 0);
    }

    @Override
    protected synchronized PlatformAnswer answer(PlatformCall call) {
        if (!call.header("authorization").orElse("").equals("Bearer " + TOKEN)) {
            return PlatformAnswer.json(401, Map.of("error", "who is this?"));
        }
        String id = call.path().replaceFirst("^/rules/?", "");
        return switch (call.method() + " " + call.path().replaceFirst("(?<=/rules/).+", "")) {
            case "GET /me" -> PlatformAnswer.json(200, Map.of("name", "reader"));
            case "GET /series" -> PlatformAnswer.json(200, series(call));
            case "GET /rules" -> PlatformAnswer.json(200, List.copyOf(rules.values()));
            case "POST /rules" -> PlatformAnswer.json(201, Map.of("id", put("r" + ++ids, call.json())));
            case "PUT /rules/" -> rules.containsKey(id)
                    ? PlatformAnswer.json(200, Map.of("id", put(id, call.json())))
                    : PlatformAnswer.json(404, Map.of());
            case "DELETE /rules/" -> PlatformAnswer.json(remove(id) ? 200 : 404, Map.of());
            default -> PlatformAnswer.json(404, Map.of("error", "no such path"));
        };
    }

    /** The next calls are answered so, and those that were to fail before are not. */
    void fail(int times, PlatformAnswer answer) {
        forget();
        for (int i = 0; i < times; i++) {
            next(answer);
        }
    }

    synchronized String put(String id, JsonNode rule) {
        writes++;
        rules.put(id, ((ObjectNode) rule.deepCopy()).put("id", id));
        return id;
    }

    private boolean remove(String id) {
        writes++;
        return rules.remove(id) != null;
    }

    synchronized boolean has(String id) {
        return rules.containsKey(id);
    }

    synchronized void switchOff(String id) {
        rules.get(id).put("enabled", false);
    }

    synchronized int writes() {
        return writes;
    }

    private static ObjectNode series(PlatformCall call) {
        int page = Integer.parseInt(call.parameter("page").orElse("0"));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode one = answer.putArray("series").addObject();
        one.putObject("labels").put("host", HOSTS.get(page));
        ArrayNode points = one.putArray("points");
        long before = Long.parseLong(call.parameter("before").orElseThrow());
        for (long at = Long.parseLong(call.parameter("from").orElseThrow()); at < before; at += 60) {
            points.addArray().add(at).add(at / 60 % 50);
        }
        return page + 1 < HOSTS.size() ? answer.put("next", String.valueOf(page + 1)) : answer;
    }
}

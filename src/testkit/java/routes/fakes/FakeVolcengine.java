package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.common.json.Json;
import routes.common.security.Secret;
import routes.datasource.volcengine.VolcengineSignature;

/**
 * Volcengine's cloud monitor: the signature by the headers that a call says it signed, limits of GetMetricData, fuzzy ListRules
 * in pages, the rules that CreateRule refuses, and errors in {@code ResponseMetadata.Error}.
 */
public final class FakeVolcengine extends FakePlatform {
    public static final String ACCESS_KEY = "AKTEST";
    public static final String SECRET = "volcengine-secret";

    private static final Pattern AUTHORIZATION = Pattern.compile(
            "HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/request, SignedHeaders=([^,]+), Signature=(\\w+)");
    private static final Set<Integer> COUNTS = Set.of(1, 3, 5, 10, 15, 30, 60, 120);
    private static final Set<String> WRITES = Set.of("CreateRule", "UpdateRule", "DeleteRulesByIds");

    private final Trouble trouble = new Trouble();
    private final Map<Map<String, String>, LongToDoubleFunction> series = new LinkedHashMap<>();
    private final Map<String, ObjectNode> rules = new LinkedHashMap<>();
    private final Set<String> added = new HashSet<>();
    private final Map<String, Map<String, ObjectNode>> elsewhere = new HashMap<>();
    private boolean tagsShown = true;
    private int ids;
    private int writes;

    public FakeVolcengine() {
        super(Clock.systemUTC(), 0);
    }

    public void addSeries(Map<String, String> dimensions, LongToDoubleFunction value) {
        series.put(dimensions, value);
    }

    /** An account with the same secret, or a region, that has rules of its own. */
    public void addPlace(String accessKeyOrRegion) {
        added.add(accessKeyOrRegion);
    }

    private Map<String, ObjectNode> at(String accessKey, String region) {
        String place = Stream.of(accessKey, region).filter(added::contains).collect(Collectors.joining(" "));
        return place.isEmpty() ? rules : elsewhere.computeIfAbsent(place, unused -> new LinkedHashMap<>());
    }

    public void throttle(int times) {
        trouble.set(times, error(429, "FlowLimitExceeded", "too many requests"));
    }

    public void breakDown(int times) {
        trouble.set(times, error(500, "InternalError", "the service is not well"));
    }

    /** Whether ListRules answers the tags of a rule. */
    public void showTags(boolean on) {
        tagsShown = on;
    }

    public Map<String, ObjectNode> rules() {
        return rules;
    }

    public int writes() {
        return writes;
    }

    public String byHand(String name, String namespace) {
        String id = "rule-" + ++ids;
        ObjectNode rule = Json.mapper().createObjectNode().put("Id", id).put("RuleName", name);
        rules.put(id, rule.put("Namespace", namespace).put("EnableState", "enable"));
        return id;
    }

    @Override
    protected synchronized PlatformAnswer answer(PlatformCall call) {
        return trouble.take().orElseGet(() -> own(call));
    }

    private PlatformAnswer own(PlatformCall call) {
        String action = call.parameter("Action").orElse("");
        if (call.path().equals("/external/api/documents")) {
            return catalogue(action);
        }
        Matcher said = AUTHORIZATION.matcher(call.header("authorization").orElse(""));
        if (!said.matches() || !isSigned(call, said)) {
            return error(401, "SignatureDoesNotMatch", "The request signature we calculated does not match");
        }
        if (WRITES.contains(action)) {
            writes++;
        }
        JsonNode body = call.json();
        Map<String, ObjectNode> there = at(said.group(1), said.group(3));
        return switch (action) {
            case "GetMetricData" -> metrics(body);
            case "ListRules" -> list(there, body);
            case "ListRulesByIds" -> success(byIds(there, body));
            case "CreateRule" -> create(there, body);
            case "UpdateRule" -> update(there, body);
            case "DeleteRulesByIds" -> delete(there, body);
            case "ListContactGroups" -> success(contactGroups());
            default -> error(404, "InvalidActionOrVersion", "no such action " + action);
        };
    }

    private boolean isSigned(PlatformCall call, Matcher said) {
        if (!said.group(1).equals(ACCESS_KEY) && !added.contains(said.group(1))) {
            return false;
        }
        TreeMap<String, String> headers = new TreeMap<>();
        for (String name : said.group(5).split(";")) {
            headers.put(name, call.header(name).orElse(""));
        }
        String signature = VolcengineSignature.signature(
                Secret.of(SECRET),
                new VolcengineSignature.Scope(call.header("x-date").orElse(""), said.group(3), said.group(4)),
                new VolcengineSignature.Signed(call.method(), call.query(), headers, call.body()));
        return signature.equals(said.group(6));
    }

    private PlatformAnswer metrics(JsonNode body) {
        long start = body.path("StartTime").asLong();
        long end = body.path("EndTime").asLong();
        long step = Long.parseLong(body.path("Period").asText().replace("s", ""));
        if (end <= start
                || (end - start) / step >= 1440
                || body.path("Instances").size() > 10) {
            return error(400, "InvalidParameter", "at most 10 instances and 1440 points");
        }
        ObjectNode data = Json.mapper().createObjectNode();
        ArrayNode results = data.putObject("Data").putArray("MetricDataResults");
        series.forEach((dimensions, value) -> {
            if (body.path("Instances").isEmpty() || wanted(body.path("Instances"), dimensions)) {
                ObjectNode one = results.addObject().put("Legend", "x");
                ArrayNode shown = one.putArray("Dimensions");
                dimensions.forEach(
                        (name, text) -> shown.addObject().put("Name", name).put("Value", text));
                ArrayNode points = one.putArray("DataPoints");
                for (long time = start; time <= end; time += step) {
                    points.addObject().put("Timestamp", time).put("Value", value.applyAsDouble(time));
                }
            }
        });
        return success(data);
    }

    private static boolean wanted(JsonNode instances, Map<String, String> dimensions) {
        for (JsonNode instance : instances) {
            boolean all = true;
            for (JsonNode dimension : instance.path("Dimensions")) {
                all &= dimension
                        .path("Value")
                        .asText()
                        .equals(dimensions.get(dimension.path("Name").asText()));
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private PlatformAnswer list(Map<String, ObjectNode> there, JsonNode body) {
        List<ObjectNode> found = new ArrayList<>();
        for (ObjectNode rule : there.values()) {
            boolean named = rule.path("RuleName")
                    .asText()
                    .contains(body.path("RuleName").asText(""));
            boolean within = body.path("Namespace").isEmpty()
                    || body.path("Namespace").path(0).equals(rule.path("Namespace"));
            if (named && within) {
                found.add(shown(rule));
            }
        }
        int size = Math.min(100, body.path("PageSize").asInt(10));
        int from = Math.min(found.size(), (body.path("PageNumber").asInt(1) - 1) * size);
        ObjectNode data = Json.mapper().createObjectNode().put("TotalCount", found.size());
        found.subList(from, Math.min(found.size(), from + size)).forEach(data.putArray("Data")::add);
        return success(data);
    }

    /** In answers the address is spelled WebHook. */
    private ObjectNode shown(ObjectNode rule) {
        ObjectNode shown = rule.deepCopy();
        if (shown.has("Webhook")) {
            shown.set("WebHook", shown.remove("Webhook"));
        }
        if (!tagsShown) {
            shown.remove("Tags");
        }
        return shown;
    }

    private ObjectNode byIds(Map<String, ObjectNode> there, JsonNode body) {
        ObjectNode data = Json.mapper().createObjectNode();
        ArrayNode found = data.putArray("Data");
        body.path("Ids").forEach(id -> {
            if (there.containsKey(id.asText())) {
                found.add(shown(there.get(id.asText())));
            }
        });
        return data;
    }

    private PlatformAnswer create(Map<String, ObjectNode> there, JsonNode body) {
        String objection = objection(body);
        if (!objection.isEmpty()) {
            return error(400, "InvalidParameter", objection);
        }
        String id = "rule-" + ++ids;
        there.put(id, ((ObjectNode) body.deepCopy()).put("Id", id));
        ObjectNode data = Json.mapper().createObjectNode();
        data.putArray("Data").add(id);
        return success(data);
    }

    private PlatformAnswer update(Map<String, ObjectNode> there, JsonNode body) {
        String id = body.path("Id").asText();
        String objection = there.containsKey(id) ? objection(body) : "no such rule";
        if (!objection.isEmpty()) {
            return error(400, "InvalidParameter", objection);
        }
        there.put(id, body.deepCopy());
        return success(Json.mapper().createObjectNode());
    }

    private static String objection(JsonNode body) {
        String name = body.path("RuleName").asText();
        boolean people = body.path("AlertMethods").toString().contains("Email");
        if (name.isEmpty() || name.length() > 128 || name.matches("^[0-9-].*")) {
            return "RuleName";
        }
        if (!COUNTS.contains(body.path("EvaluationCount").asInt())) {
            return "EvaluationCount";
        }
        if (body.path("Conditions").isEmpty() || body.path("Conditions").size() > 10) {
            return "Conditions";
        }
        if (body.path("EffectStartAt")
                        .asText()
                        .compareTo(body.path("EffectEndAt").asText())
                >= 0) {
            return "EffectEndAt";
        }
        boolean regions = body.path("Regions").size() != 1;
        return regions || people && body.path("ContactGroupIds").isEmpty() ? "Regions or ContactGroupIds" : "";
    }

    private PlatformAnswer delete(Map<String, ObjectNode> there, JsonNode body) {
        body.path("Ids").forEach(id -> there.remove(id.asText()));
        return success(Json.mapper().createObjectNode());
    }

    private static ObjectNode contactGroups() {
        ObjectNode data = Json.mapper().createObjectNode().put("TotalCount", 1);
        data.putArray("Data").addObject().put("Id", "g-1").put("Name", "night watch");
        return data;
    }

    private static PlatformAnswer catalogue(String action) {
        ObjectNode data = Json.mapper().createObjectNode();
        ObjectNode one =
                data.putArray("Data").addObject().put("Namespace", "VCM_ECS").put("Description", "ECS");
        if (action.equals("ListMetricDocs")) {
            one.put("SubNamespace", "Instance").put("MetricName", "CpuTotal").put("DescriptionCN", "x");
            one.put("TypeAlertEnable", true);
        }
        return success(data);
    }

    private static PlatformAnswer success(ObjectNode result) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.putObject("ResponseMetadata").put("RequestId", "r-1");
        body.set("Result", result);
        return PlatformAnswer.json(200, body.toString());
    }

    private static PlatformAnswer error(int status, String code, String text) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.putObject("ResponseMetadata").putObject("Error").put("Code", code).put("Message", text);
        return PlatformAnswer.json(status, body.toString());
    }
}

package routes.tool.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;

/** The configuration of a hub, in the form of the files. Strategies and data sources are named and not numbered. */
public final class ConfigHub {
    private static final String MARKS = "/apis/v1/manager/system-config/applied";
    private static final int PAGE = 100;
    private static final String STRATEGY_IDS = "inform_strategy_ids";
    private static final String STRATEGY_NAMES = "inform_strategies";
    private static final String SOURCE = "datasource";
    private static final String SOURCE_ID = "datasource_id";
    private static final String SOURCE_TYPE = "datasource_type";
    private static final String ACTIVE = "is_active";

    private final Calls calls;
    private final Map<ConfigKind, Map<String, ObjectNode>> rows = new HashMap<>();

    /** Calls of the API. */
    public interface Calls {
        /** @return the data of the answer */
        JsonNode call(String method, String path, @Nullable JsonNode body);
    }

    public ConfigHub(Calls calls) {
        this.calls = calls;
    }

    /** All of a kind as people write them, by what they call them. */
    Map<String, ObjectNode> written(ConfigKind kind) {
        Map<String, ObjectNode> written = new TreeMap<>();
        rows(kind).forEach((key, row) -> {
            ObjectNode one = kind.written(row);
            if (one.remove(STRATEGY_IDS) instanceof ArrayNode ids && !ids.isEmpty()) {
                ArrayNode names = one.putArray(STRATEGY_NAMES);
                ids.forEach(id -> names.add(nameOf(ConfigKind.STRATEGIES, ConfigKind.id(id))));
            }
            if (one.remove(SOURCE_ID) instanceof TextNode id) {
                one.put(SOURCE, nameOf(ConfigKind.DATASOURCES, id.asText()));
            }
            written.put(key, SecretReferences.referring(one, "VEAIOPS_" + kind.name() + "_" + key));
        });
        return written;
    }

    /** What a folder applied, as the hub knows it. @param applied hash of what the hub showed then */
    record Mark(String id, String owner, String applied) {}

    /** The marks of all folders, by kind and name. */
    Map<String, Mark> marks() {
        Map<String, Mark> marks = new TreeMap<>();
        int skip = 0;
        JsonNode page;
        do {
            page = calls.call("GET", MARKS + "?limit=" + PAGE + "&skip=" + skip, null);
            page.forEach(mark -> marks.put(
                    mark.path("kind").asText() + "/" + mark.path("name").asText(),
                    new Mark(
                            mark.path("_id").asText(),
                            mark.path("owner").asText(),
                            mark.path("applied").asText())));
            skip += PAGE;
        } while (page.size() == PAGE);
        return marks;
    }

    /** @param takeOver whether one of another owner is replaced; without it the hub refuses that */
    void mark(ConfigKind kind, String key, Mark mark, boolean takeOver) {
        ObjectNode body = Json.mapper().createObjectNode().put("kind", kind.folder());
        body.put("name", key).put("owner", mark.owner()).put("applied", mark.applied());
        calls.call("PUT", MARKS + "?take_over=" + takeOver, body);
    }

    void unmark(Mark mark) {
        calls.call("DELETE", MARKS + "/" + mark.id(), null);
    }

    /** What the hub shows of one, with its masks; a missing node when it is not there. */
    JsonNode shown(ConfigKind kind, String key) {
        ObjectNode row = rows(kind).get(key);
        return row == null ? MissingNode.getInstance() : row;
    }

    void create(ConfigKind kind, ObjectNode wanted) {
        calls.call("POST", kind.path(wanted), kind.created(numbered(wanted)));
        rows.remove(kind);
        activate(kind, kind.key(wanted), wanted);
    }

    void change(ConfigKind kind, String key, ObjectNode wanted) {
        if (kind == ConfigKind.TASKS) {
            changeTask(key, wanted);
        } else {
            calls.call("PUT", kind.path(wanted) + "/" + id(kind, key), kind.changed(numbered(wanted)));
        }
        rows.remove(kind);
        activate(kind, key, wanted);
    }

    private void activate(ConfigKind kind, String key, ObjectNode wanted) {
        JsonNode active = wanted.path(ACTIVE);
        if (kind.switchedByCall()
                && active.isBoolean()
                && active.asBoolean() != shown(kind, key).path(ACTIVE).asBoolean()) {
            ObjectNode body = wanted.objectNode();
            body.set(ACTIVE, active);
            calls.call("PUT", "/apis/v1/datasource/" + id(kind, key) + "/active", body);
            rows.remove(kind);
        }
    }

    /** What a task learns is asked anew, as a rerun; its schedule is switched. The rest of a task does not change. */
    private void changeTask(String key, ObjectNode wanted) {
        ObjectNode before = written(ConfigKind.TASKS).getOrDefault(key, wanted.objectNode());
        for (String fixed : List.of(SOURCE_TYPE, SOURCE, "projects")) {
            if (wanted.has(fixed) && !wanted.path(fixed).equals(before.path(fixed))) {
                throw new VeaiopsException("the task " + key + " has another " + fixed
                        + ", which cannot be changed: delete the task, its rules go with it, and apply again");
            }
        }
        String id = id(ConfigKind.TASKS, key);
        ObjectNode whole = before.deepCopy().setAll(wanted);
        ObjectNode asked = ConfigKind.TASKS.changed(whole);
        if (!asked.equals(ConfigKind.TASKS.changed(before))) {
            calls.call("POST", "/apis/v1/intelligent-threshold/task/rerun", asked.put("task_id", id));
        }
        ObjectNode schedule = whole.objectNode();
        schedule.putArray("task_ids").add(id);
        schedule.put("auto_update", whole.path("auto_update").asBoolean());
        schedule.put("sync_poor", whole.path("sync_poor").asBoolean());
        calls.call("POST", "/apis/v1/intelligent-threshold/task/auto-refresh-switch", schedule);
    }

    void delete(ConfigKind kind, String key) {
        calls.call("DELETE", kind.path(shown(kind, key)) + "/" + id(kind, key), null);
        rows.remove(kind);
    }

    private String id(ConfigKind kind, String key) {
        return ConfigKind.id(shown(kind, key));
    }

    private ObjectNode numbered(ObjectNode wanted) {
        ObjectNode body = wanted.deepCopy();
        if (body.remove(STRATEGY_NAMES) instanceof ArrayNode names) {
            ArrayNode ids = body.putArray(STRATEGY_IDS);
            names.forEach(name -> {
                if (shown(ConfigKind.STRATEGIES, name.asText()).isMissingNode()) {
                    throw new VeaiopsException("there is no strategy " + name.asText());
                }
                ids.add(id(ConfigKind.STRATEGIES, name.asText()));
            });
        }
        if (body.remove(SOURCE) instanceof TextNode name) {
            String source = body.path(SOURCE_TYPE).asText() + " " + name.asText();
            if (shown(ConfigKind.DATASOURCES, source).isMissingNode()) {
                throw new VeaiopsException("there is no data source " + source);
            }
            body.put(SOURCE_ID, id(ConfigKind.DATASOURCES, source));
        }
        return body;
    }

    private String nameOf(ConfigKind kind, String id) {
        return rows(kind).values().stream()
                .filter(row -> ConfigKind.id(row).equals(id))
                .map(row -> row.path("name").asText())
                .findFirst()
                .orElse(id);
    }

    private Map<String, ObjectNode> rows(ConfigKind kind) {
        return rows.computeIfAbsent(kind, this::read);
    }

    private Map<String, ObjectNode> read(ConfigKind kind) {
        Map<String, ObjectNode> read = new TreeMap<>();
        for (String type : kind == ConfigKind.DATASOURCES ? sourceTypes() : List.of("")) {
            int skip = 0;
            JsonNode page;
            do {
                page = calls.call("GET", kind.list(type) + skip, null);
                page.forEach(row -> read.putIfAbsent(kind.key(row), whole(kind, row)));
                skip += PAGE;
            } while (page.size() == PAGE);
        }
        return read;
    }

    /** What a task asks for is not in the list. */
    private ObjectNode whole(ConfigKind kind, JsonNode row) {
        return (ObjectNode)
                (kind == ConfigKind.TASKS ? calls.call("GET", kind.path(row) + "/" + ConfigKind.id(row), null) : row);
    }

    private List<String> sourceTypes() {
        List<String> types = new ArrayList<>();
        calls.call("GET", "/apis/v1/datasource/types", null)
                .forEach(type -> types.add(type.path("type").asText()));
        return types;
    }
}

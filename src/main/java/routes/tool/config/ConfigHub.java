package routes.tool.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import routes.common.error.VeaiopsException;

/** The configuration of a hub, in the form of the files. Strategies are named and not numbered. */
public final class ConfigHub {
    private static final int PAGE = 100;
    private static final String STRATEGY_IDS = "inform_strategy_ids";
    private static final String STRATEGY_NAMES = "inform_strategies";

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
                ids.forEach(id -> names.add(strategyName(ConfigKind.id(id))));
            }
            written.put(key, SecretReferences.referring(one, "VEAIOPS_" + kind.name() + "_" + key));
        });
        return written;
    }

    /** What the hub shows of one, with its masks; a missing node when it is not there. */
    JsonNode shown(ConfigKind kind, String key) {
        ObjectNode row = rows(kind).get(key);
        return row == null ? MissingNode.getInstance() : row;
    }

    void create(ConfigKind kind, ObjectNode wanted) {
        calls.call("POST", kind.path(), kind.created(numbered(wanted)));
        rows.remove(kind);
    }

    void change(ConfigKind kind, String key, ObjectNode wanted) {
        calls.call("PUT", kind.path() + "/" + id(kind, key), kind.changed(numbered(wanted)));
        rows.remove(kind);
    }

    void delete(ConfigKind kind, String key) {
        calls.call("DELETE", kind.path() + "/" + id(kind, key), null);
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
        return body;
    }

    private String strategyName(String id) {
        return rows(ConfigKind.STRATEGIES).values().stream()
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
        int skip = 0;
        JsonNode page;
        do {
            page = calls.call("GET", kind.list() + skip, null);
            page.forEach(row -> read.putIfAbsent(kind.key(row), (ObjectNode) row));
            skip += PAGE;
        } while (page.size() == PAGE);
        return read;
    }
}

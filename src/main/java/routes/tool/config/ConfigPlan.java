package routes.tool.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.common.yaml.YamlText;
import routes.extension.source.TreeDifference;

/**
 * What a folder would change at a hub, and the change. The marks in the folder say what it has applied: only that is ever
 * deleted, and what differs from its mark was changed by a person.
 *
 * <p>Failure policy: each thing is applied for itself and marked at once. A run that breaks off is run again; it changes nothing
 * that is as wanted.
 */
public final class ConfigPlan {
    private final ConfigFolder folder;
    private final ConfigHub hub;
    private final Map<String, String> marks;

    public ConfigPlan(ConfigFolder folder, ConfigHub hub) {
        this.folder = folder;
        this.hub = hub;
        this.marks = folder.marks();
    }

    /** What becomes of one thing. */
    public enum Action {
        CREATE,
        CHANGE,
        DELETE
    }

    /**
     * @param differences field by field, for a change
     * @param byPerson whether somebody changed it at the hub after it was applied
     */
    public record Change(ConfigKind kind, String key, Action action, List<String> differences, boolean byPerson) {}

    /** @param prune whether what the folder has applied and holds no more is deleted */
    public List<Change> changes(boolean prune) {
        List<Change> changes = new ArrayList<>();
        for (ConfigKind kind : ConfigKind.values()) {
            Map<String, ObjectNode> wanted = folder.read(kind);
            Map<String, ObjectNode> found = hub.written(kind);
            wanted.forEach((key, one) -> change(kind, key, one, found.get(key)).ifPresent(changes::add));
        }
        if (prune) {
            changes.addAll(leftOver());
        }
        return changes;
    }

    /** What the folder has applied and holds no more, the last kinds first. */
    public List<Change> leftOver() {
        List<Change> gone = new ArrayList<>();
        List<ConfigKind> kinds = new ArrayList<>(Arrays.asList(ConfigKind.values()));
        Collections.reverse(kinds);
        for (ConfigKind kind : kinds) {
            Set<String> wanted = folder.read(kind).keySet();
            hub.written(kind).forEach((key, one) -> {
                if (marks.containsKey(mark(kind, key)) && !wanted.contains(key)) {
                    gone.add(new Change(kind, key, Action.DELETE, List.of(), changedByPerson(kind, key, one)));
                }
            });
        }
        return gone;
    }

    /** How many things of the hub the folder neither holds nor has applied. */
    public long unmanaged() {
        long unmanaged = 0;
        for (ConfigKind kind : ConfigKind.values()) {
            Set<String> wanted = folder.read(kind).keySet();
            unmanaged += hub.written(kind).keySet().stream()
                    .filter(key -> !marks.containsKey(mark(kind, key)) && !wanted.contains(key))
                    .count();
        }
        return unmanaged;
    }

    private Optional<Change> change(ConfigKind kind, String key, ObjectNode wanted, @Nullable ObjectNode found) {
        if (found == null) {
            return Optional.of(new Change(kind, key, Action.CREATE, List.of(), false));
        }
        List<String> differences = TreeDifference.between(plain(wanted), named(plain(found), plain(wanted)));
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(new Change(kind, key, Action.CHANGE, differences, changedByPerson(kind, key, found)));
    }

    /** What of one the other names too; a list of things is compared thing by thing. */
    private static JsonNode named(JsonNode one, JsonNode other) {
        if (one instanceof ObjectNode object && other.isObject()) {
            ObjectNode kept = object.objectNode();
            other.fieldNames().forEachRemaining(name -> {
                if (object.has(name)) {
                    kept.set(name, named(object.path(name), other.path(name)));
                }
            });
            return kept;
        }
        if (one instanceof ArrayNode array && other.size() == array.size()) {
            ArrayNode kept = array.arrayNode();
            for (int i = 0; i < array.size(); i++) {
                kept.add(named(array.get(i), other.get(i)));
            }
            return kept;
        }
        return one;
    }

    /** Without what says nothing; two references to secrets are alike: what they hold is not shown. */
    private static JsonNode plain(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode kept = object.objectNode();
            object.properties().forEach(field -> {
                JsonNode value = plain(field.getValue());
                if (!value.isNull() && !(value.isContainerNode() && value.isEmpty())) {
                    kept.set(field.getKey(), value);
                }
            });
            return kept;
        }
        return SecretReferences.isReference(node) ? TextNode.valueOf("***") : node;
    }

    private boolean changedByPerson(ConfigKind kind, String key, ObjectNode found) {
        String applied = marks.get(mark(kind, key));
        return applied != null && !applied.equals(print(found));
    }

    /** @param variables values of the environment, for secrets */
    public void apply(List<Change> changes, Function<String, Optional<String>> variables) {
        Set<String> missing = new TreeSet<>();
        changes.stream()
                .filter(change -> change.action() != Action.DELETE)
                .forEach(change -> resolved(change, variables, missing));
        if (!missing.isEmpty()) {
            throw new VeaiopsException("secrets are not there, variables or files: " + String.join(", ", missing));
        }
        for (Change change : changes) {
            apply(change, resolved(change, variables, missing));
        }
        // what is as wanted already is the folder's from now on
        for (ConfigKind kind : ConfigKind.values()) {
            Map<String, ObjectNode> found = hub.written(kind);
            folder.read(kind).keySet().stream()
                    .filter(found::containsKey)
                    .forEach(key -> marks.put(mark(kind, key), print(found.get(key))));
        }
        folder.mark(marks);
    }

    private void apply(Change change, ObjectNode wanted) {
        switch (change.action()) {
            case CREATE -> hub.create(change.kind(), wanted);
            case CHANGE -> hub.change(change.kind(), change.key(), wanted);
            case DELETE -> {
                hub.delete(change.kind(), change.key());
                marks.remove(mark(change.kind(), change.key()));
            }
        }
        if (change.action() != Action.DELETE) {
            Optional.ofNullable(hub.written(change.kind()).get(change.key()))
                    .ifPresent(found -> marks.put(mark(change.kind(), change.key()), print(found)));
        }
        folder.mark(marks);
    }

    private ObjectNode resolved(Change change, Function<String, Optional<String>> variables, Set<String> missing) {
        ObjectNode wanted = folder.read(change.kind()).get(change.key());
        return wanted == null
                ? Json.mapper().createObjectNode()
                : SecretReferences.resolved(wanted, hub.shown(change.kind(), change.key()), variables, missing);
    }

    /** Writes everything of the hub into the folder. @return how many files */
    public static int export(ConfigFolder folder, ConfigHub hub) {
        int written = 0;
        for (ConfigKind kind : ConfigKind.values()) {
            for (ObjectNode one : hub.written(kind).values()) {
                folder.write(kind, one);
                written++;
            }
        }
        return written;
    }

    private static String mark(ConfigKind kind, String key) {
        return kind.folder() + "/" + key;
    }

    private static String print(@Nullable ObjectNode found) {
        return YamlText.version(String.valueOf(found));
    }
}

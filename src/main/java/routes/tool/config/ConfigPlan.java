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
 * What a folder would change at a hub, and the change. Marks at the hub, and in the folder for a hub that has none yet, say what it has
 * applied: only that is ever deleted, what differs from its mark was changed by a person, and what another folder has applied is taken
 * over only on demand.
 *
 * <p>Failure policy: each thing is applied for itself and marked at once. A run that breaks off is run again; it changes nothing
 * that is as wanted.
 */
public final class ConfigPlan {
    private final ConfigFolder folder;
    private final ConfigHub hub;
    private final Map<String, String> marks;
    private final Map<String, ConfigHub.Mark> known;
    private final String owner;

    public ConfigPlan(ConfigFolder folder, ConfigHub hub) {
        this.folder = folder;
        this.hub = hub;
        this.marks = folder.marks();
        this.known = hub.marks();
        this.owner = folder.owner();
        known.forEach((thing, mark) -> {
            if (mark.owner().equals(owner)) {
                marks.put(thing, mark.applied());
            } else {
                marks.remove(thing);
            }
        });
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
     * @param owner the other folder that has applied it; null when it is this one, or none
     */
    public record Change(
            ConfigKind kind,
            String key,
            Action action,
            List<String> differences,
            boolean byPerson,
            @Nullable String owner) {}

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
                    gone.add(new Change(kind, key, Action.DELETE, List.of(), changedByPerson(kind, key, one), null));
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
            return Optional.of(new Change(kind, key, Action.CREATE, List.of(), false, null));
        }
        List<String> differences = TreeDifference.between(plain(wanted), named(plain(found), plain(wanted)));
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(new Change(
                        kind,
                        key,
                        Action.CHANGE,
                        differences,
                        changedByPerson(kind, key, found),
                        otherOwner(kind, key)));
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

    private @Nullable String otherOwner(ConfigKind kind, String key) {
        ConfigHub.Mark mark = known.get(mark(kind, key));
        return mark == null || mark.owner().equals(owner) ? null : mark.owner();
    }

    private void refuseOthers(List<Change> changes) {
        List<String> others = changes.stream()
                .filter(change -> change.owner() != null)
                .map(change -> change.kind().folder() + " " + change.key() + " is owned by " + change.owner())
                .toList();
        if (!others.isEmpty()) {
            throw new VeaiopsException(String.join("; ", others) + ": apply --take-over makes it this folder's");
        }
    }

    /**
     * @param variables values of the environment, for secrets
     * @param takeOver whether what another folder has applied becomes this one's
     */
    public void apply(List<Change> changes, Function<String, Optional<String>> variables, boolean takeOver) {
        if (!takeOver) {
            refuseOthers(changes);
        }
        Set<String> missing = new TreeSet<>();
        changes.stream()
                .filter(change -> change.action() != Action.DELETE)
                .forEach(change -> resolved(change, variables, missing));
        if (!missing.isEmpty()) {
            throw new VeaiopsException("secrets are not there, variables or files: " + String.join(", ", missing));
        }
        for (Change change : changes) {
            apply(change, resolved(change, variables, missing), takeOver);
        }
        // what is as wanted already is the folder's from now on
        for (ConfigKind kind : ConfigKind.values()) {
            Map<String, ObjectNode> found = hub.written(kind);
            folder.read(kind).keySet().stream()
                    .filter(found::containsKey)
                    .filter(key -> takeOver || otherOwner(kind, key) == null)
                    .forEach(key -> mark(kind, key, print(found.get(key)), takeOver));
        }
        folder.mark(owner, marks);
    }

    /** Here and at the hub, where it does not say so already. */
    private void mark(ConfigKind kind, String key, String applied, boolean takeOver) {
        ConfigHub.Mark mark = new ConfigHub.Mark("", owner, applied);
        ConfigHub.Mark before = known.get(mark(kind, key));
        if (before == null || !before.owner().equals(owner) || !before.applied().equals(applied)) {
            hub.mark(kind, key, mark, takeOver);
            known.put(mark(kind, key), mark);
        }
        marks.put(mark(kind, key), applied);
    }

    private void unmark(ConfigKind kind, String key) {
        ConfigHub.Mark mark = known.remove(mark(kind, key));
        if (mark != null && !mark.id().isEmpty()) {
            hub.unmark(mark);
        }
        marks.remove(mark(kind, key));
    }

    private void apply(Change change, ObjectNode wanted, boolean takeOver) {
        switch (change.action()) {
            case CREATE -> hub.create(change.kind(), wanted);
            case CHANGE -> hub.change(change.kind(), change.key(), wanted);
            case DELETE -> {
                hub.delete(change.kind(), change.key());
                unmark(change.kind(), change.key());
            }
        }
        if (change.action() != Action.DELETE) {
            Optional.ofNullable(hub.written(change.kind()).get(change.key()))
                    .ifPresent(found -> mark(
                            change.kind(), change.key(), print(found), takeOver || change.action() == Action.CREATE));
        }
        folder.mark(owner, marks);
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

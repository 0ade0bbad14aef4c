package routes.extension.learn;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which fields make two alarms the same problem.
 *
 * @param parts none when a person has to choose: a fingerprint that merges different problems, or is another one in each
 *     repeat, is not proposed
 * @param doubt why it has to be looked at; null when the source names its key itself
 */
record FingerprintGuess(List<Leaf> parts, @Nullable String doubt) {
    private static final String CHOOSE = "error(\"choose the fields that make two alarms the same problem\")";

    private static final List<String> KEYS = List.of(
            "fingerprint",
            "dedup key",
            "dedupkey",
            "dedup id",
            "deduplication key",
            "alert key",
            "incident key",
            "problem key",
            "alias",
            "correlation key");
    private static final List<String> IDENTITIES = List.of(
            "monitor id",
            "check id",
            "rule id",
            "policy id",
            "trigger id",
            "alarm id",
            "alert id",
            "problem id",
            "issue id",
            "short id",
            "check",
            "check name",
            "alertname",
            "alert name",
            "rule name",
            "rule",
            "trigger",
            "monitor name",
            "monitor",
            "policy name",
            "alarm name",
            "sensor",
            "job",
            "name",
            "metric",
            "metric name",
            "namespace",
            "account id",
            "region",
            "cluster",
            "project",
            "application",
            "app",
            "service",
            "service name",
            "component",
            "room",
            "host",
            "hostname",
            "host name",
            "instance",
            "instance id",
            "device",
            "node",
            "pod",
            "container",
            "resource",
            "resource id",
            "scope",
            "scopes",
            "entity",
            "object",
            "source",
            "url",
            "target");
    private static final int MOST_PARTS = 8;
    /** As many items must there be before "another one each time" says something. */
    private static final int TELLING = 3;

    static FingerprintGuess of(List<Leaf> leaves, List<JsonNode> items) {
        List<Leaf> parts = parts(leaves);
        Optional<Leaf> key = leaves.stream()
                .filter(leaf -> KEYS.contains(leaf.words()) && leaf.always())
                .filter(leaf -> leaf.texts().noneMatch(Masked.HIDDEN::equals))
                .filter(leaf -> keeps(leaf, parts, items))
                .min(Comparator.comparingInt(leaf -> KEYS.indexOf(leaf.words())));
        if (key.isPresent()) {
            return new FingerprintGuess(List.of(key.get()), null);
        }
        if (!parts.isEmpty()) {
            return apart(parts, leaves, items)
                    .map(leaf -> new FingerprintGuess(
                            List.of(),
                            "choose the fields: " + leaf.jq() + " tells alarms apart that are the same in "
                                    + parts.stream().map(Leaf::jq).collect(Collectors.joining(", "))))
                    .orElseGet(() ->
                            new FingerprintGuess(parts, "made of the fields that say what it is about and where"));
        }
        Optional<Leaf> id = leaves.stream().filter(FingerprintGuess::repeatedId).findFirst();
        return id.map(leaf -> new FingerprintGuess(
                        List.of(leaf), "an id that came more than once: that of the problem, as far as can be seen"))
                .orElseGet(() -> new FingerprintGuess(
                        List.of(),
                        "choose the fields: none is sure to tell one problem from another and to stay the same"));
    }

    /** Whether a key of the source's own agrees with what the alarms are about: one for each, and the same in a repeat. */
    private static boolean keeps(Leaf key, List<Leaf> parts, List<JsonNode> items) {
        long problems =
                items.stream().map(item -> values(parts, item)).distinct().count();
        boolean newEachTime = items.size() >= TELLING && key.different() == items.size() && problems < items.size();
        boolean merges = key.different() == 1 && problems > 1;
        return parts.isEmpty() || !newEachTime && !merges;
    }

    private static List<String> values(List<Leaf> parts, JsonNode item) {
        return parts.stream().map(leaf -> leaf.in(item)).toList();
    }

    /** A field that says what it is about or where, in some of the items only, and differs where the parts are the same. */
    private static Optional<Leaf> apart(List<Leaf> parts, List<Leaf> leaves, List<JsonNode> items) {
        return leaves.stream()
                .filter(leaf -> identity(leaf) && !parts.contains(leaf) && !everNew(leaf))
                .filter(leaf -> Stability.unsafe(leaf).isEmpty())
                .filter(leaf -> items.stream()
                        .filter(item -> !leaf.in(item).isEmpty())
                        .collect(Collectors.groupingBy(
                                item -> values(parts, item), Collectors.mapping(leaf::in, Collectors.toSet())))
                        .values()
                        .stream()
                        .anyMatch(different -> different.size() > 1))
                .findFirst();
    }

    private static List<Leaf> parts(List<Leaf> leaves) {
        List<Leaf> parts = new ArrayList<>(leaves.stream()
                .filter(leaf -> identity(leaf) && leaf.always())
                .filter(leaf -> Stability.unsafe(leaf).isEmpty())
                .toList());
        boolean someRepeat = parts.stream().anyMatch(leaf -> leaf.different() < leaf.items());
        parts.removeIf(leaf -> someRepeat && everNew(leaf));
        return parts.stream()
                .sorted(Comparator.comparingInt(FingerprintGuess::rank))
                .limit(MOST_PARTS)
                .toList();
    }

    /** Whether no two items have the same value of it: an id of one post rather than of a problem. */
    static boolean everNew(Leaf leaf) {
        return leaf.items() >= TELLING
                && leaf.always()
                && leaf.different() == leaf.items()
                && leaf.words().matches("(.* )?(id|key|ref|reference|uuid)");
    }

    private static boolean repeatedId(Leaf leaf) {
        return leaf.always()
                && leaf.different() < leaf.items()
                && leaf.words().matches("(.* )?(id|uuid|key)")
                && leaf.texts().noneMatch(Masked.HIDDEN::equals);
    }

    private static boolean identity(Leaf leaf) {
        List<String> names = leaf.names();
        int depth = names.size();
        return IDENTITIES.contains(leaf.words())
                || named(leaf)
                || depth > 1 && names.get(depth - 2).matches("(?i)labels|dimensions|tags");
    }

    /** Whether it is the id or the name of what holds it: {@code monitor.id}. */
    static boolean named(Leaf leaf) {
        return leaf.names().size() > 1 && IDENTITIES.contains(leaf.wordsWithin());
    }

    private static int rank(Leaf leaf) {
        int known = IDENTITIES.indexOf(named(leaf) ? leaf.wordsWithin() : leaf.words());
        return known < 0 ? IDENTITIES.size() : known;
    }

    /** The same mapping with a fingerprint: to see whether the rest of it fits. */
    static String chosen(String yaml) {
        return yaml.replace(CHOOSE, "\"chosen\"");
    }

    static String choose() {
        return CHOOSE;
    }

    String jq() {
        List<String> read = parts.stream().map(Leaf::jq).toList();
        return switch (read.size()) {
            case 0 -> CHOOSE;
            case 1 -> read.get(0);
            default -> "[" + String.join(", ", read) + "]";
        };
    }
}

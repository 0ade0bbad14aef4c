package routes.extension.learn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which fields make two alarms the same problem.
 *
 * @param doubt why it has to be looked at; null when the source names its key itself
 */
record FingerprintGuess(List<Leaf> parts, @Nullable String doubt) {
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

    static FingerprintGuess of(List<Leaf> leaves, Optional<Leaf> title) {
        Optional<Leaf> key = leaves.stream()
                .filter(leaf -> KEYS.contains(leaf.words()) && leaf.always())
                .filter(leaf -> leaf.texts().noneMatch(Masked.HIDDEN::equals))
                .min(Comparator.comparingInt(leaf -> KEYS.indexOf(leaf.words())));
        if (key.isPresent()) {
            return new FingerprintGuess(List.of(key.get()), null);
        }
        List<Leaf> parts = parts(leaves);
        if (!parts.isEmpty()) {
            return new FingerprintGuess(parts, "made of the fields that say what it is about and where");
        }
        Optional<Leaf> id = leaves.stream().filter(FingerprintGuess::repeatedId).findFirst();
        if (id.isPresent()) {
            return new FingerprintGuess(
                    List.of(id.get()), "an id that came more than once: that of the problem, as far as can be seen");
        }
        return title.filter(Leaf::always)
                .map(text -> new FingerprintGuess(
                        List.of(text), "there is nothing but the title: it must not hold values or the status"))
                .orElseGet(() -> new FingerprintGuess(
                        List.of(), "no field tells one problem from another: all alarms would be one event"));
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
        int depth = leaf.path().size();
        return IDENTITIES.contains(leaf.words())
                || depth > 1 && leaf.path().get(depth - 2).matches("(?i)labels|dimensions|tags");
    }

    private static int rank(Leaf leaf) {
        int known = IDENTITIES.indexOf(leaf.words());
        return known < 0 ? IDENTITIES.size() : known;
    }

    String jq() {
        List<String> read = parts.stream().map(Leaf::jq).toList();
        return switch (read.size()) {
            case 0 -> "\"all\"";
            case 1 -> read.get(0);
            default -> "[" + String.join(", ", read) + "]";
        };
    }
}

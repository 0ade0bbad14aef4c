package routes.extension.learn;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the fields of a source seem to mean. */
record Guesses(Items items, List<Leaf> leaves, Map<Role, Leaf> roles, FingerprintGuess fingerprint) {
    private static final int MOST_LABELS = 16;
    private static final int MOST_SEEN = 5;
    private static final int LONGEST_LABEL = 200;

    static Guesses of(Items items) {
        List<Leaf> all = items.leaves();
        List<Leaf> leaves = all.stream()
                .filter(leaf -> all.stream().noneMatch(other -> within(leaf.path(), other.path())))
                .toList();
        Map<Role, Leaf> roles = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            role.among(leaves, leaf -> free(leaf, role, roles)).ifPresent(leaf -> roles.put(role, leaf));
        }
        return new Guesses(items, leaves, roles, FingerprintGuess.of(leaves, items.items()));
    }

    /** A field that is an object elsewhere cannot be read in both forms. */
    private static boolean within(List<String> path, List<String> other) {
        return other.size() < path.size() && path.subList(0, other.size()).equals(other);
    }

    /** One word may say both how bad it is and whether it is over, such as {@code Critical} and {@code Ok}. */
    private static boolean free(Leaf leaf, Role role, Map<Role, Leaf> roles) {
        boolean both = role == Role.LEVEL && leaf.texts().anyMatch(Role::saysLevel);
        return both || !roles.containsValue(leaf);
    }

    /** Fields that must not be part of a fingerprint, and why. */
    Map<Leaf, String> unsafe() {
        Map<Leaf, String> unsafe = new LinkedHashMap<>();
        for (Leaf leaf : leaves) {
            if (!fingerprint.parts().contains(leaf)) {
                Stability.unsafe(leaf)
                        .or(() -> FingerprintGuess.everNew(leaf)
                                ? Optional.of("another one in every post")
                                : Optional.empty())
                        .ifPresent(why -> unsafe.put(leaf, why));
            }
        }
        return unsafe;
    }

    /** What is worth a label: facts that are no times, no long texts and have no other role. */
    Map<String, Leaf> labels() {
        Map<String, Leaf> labels = new LinkedHashMap<>();
        for (Leaf leaf : leaves) {
            boolean fact =
                    !roles.containsValue(leaf) || roles.get(Role.STATUS) == leaf || roles.get(Role.LEVEL) == leaf;
            boolean plain = Stability.fact(leaf)
                    && !FingerprintGuess.everNew(leaf)
                    && leaf.texts().allMatch(text -> text.length() <= LONGEST_LABEL && !text.equals(Masked.HIDDEN));
            if (fact && plain && !hasLabels(leaf) && labels.size() < MOST_LABELS) {
                labels.putIfAbsent(leaf.name(), leaf);
            }
        }
        return labels;
    }

    /** The jq of labels that the source posts as an object. */
    Optional<String> sentLabels() {
        return leaves.stream().filter(this::hasLabels).findFirst().map(leaf -> new Leaf(
                        leaf.path().subList(0, leaf.path().size() - 1), List.of(), 0)
                .jq());
    }

    /** They stand at the top of an alarm. */
    private boolean hasLabels(Leaf leaf) {
        List<String> path = leaf.path();
        return path.size() == 2 && path.get(0).equals("labels")
                || path.size() == 3 && path.subList(0, 2).equals(List.of("body", "labels"));
    }

    Optional<Leaf> role(Role role) {
        return Optional.ofNullable(roles.get(role));
    }

    /** What a person has to look at. */
    List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        Optional.ofNullable(fingerprint.doubt()).ifPresent(doubt -> doubts.add("fingerprint: " + doubt));
        if (role(Role.STATUS).isEmpty()) {
            doubts.add("status: no field says that a problem is over: every post opens or repeats an event");
        }
        role(Role.STATUS)
                .filter(leaf -> !StatusGuess.seenOver(leaf, items))
                .map(leaf -> leaf.texts().distinct().limit(MOST_SEEN).collect(Collectors.joining(", ")))
                .ifPresent(seen -> doubts.add("status: no word that was seen says that a problem is over: " + seen));
        if (role(Role.LEVEL).isEmpty()) {
            doubts.add("level: no field says how bad it is: all are P1");
        }
        if (role(Role.TITLE).isEmpty()) {
            doubts.add("title: no field is a title for people");
        }
        if (role(Role.TIME).isEmpty()) {
            leaves.stream()
                    .filter(Stability::isTime)
                    .findFirst()
                    .ifPresent(
                            leaf -> doubts.add(
                                    "sent_at: " + leaf.jq()
                                            + " is no time with a zone as it stands: time(pattern; zone) reads it, such as time(\"yyyy-MM-dd HH:mm:ss\"; \"UTC\")"));
        }
        if (items.items().size() == 1) {
            doubts.add("one alarm says little: learn again with a repeat and a recovery");
        }
        return doubts;
    }
}

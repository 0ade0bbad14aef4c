package routes.extension.learn;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.alarm.AlarmStatus;
import routes.alarm.StatusWords;

/** What a field with the words of {@link StatusWords} says of a problem: that it is there, or over. */
final class StatusGuess {
    private StatusGuess() {}

    static boolean known(String word) {
        return StatusWords.of(word).isPresent();
    }

    /** Whether a post that said so was among them. */
    static boolean seenOver(Leaf leaf, Items items) {
        return leaf.allBooleans()
                || leaf.texts().anyMatch(text -> StatusWords.of(text)
                        .filter(status -> status == AlarmStatus.RESOLVED)
                        .isPresent())
                || codeOfEnd(leaf, items).isPresent();
    }

    /** The jq that makes a status of a field. */
    static String jq(Leaf leaf, Items items) {
        if (leaf.allBooleans()) {
            boolean over = leaf.words().matches("(.* )?(resolved|recovered|ok|closed|healthy)");
            return "(if " + leaf.jq() + " == " + over + " then \"resolved\" else \"firing\" end)";
        }
        return codeOfEnd(leaf, items)
                .map(code -> "(if (" + leaf.jq() + " | tostring) == " + Leaf.quoted(code)
                        + " then \"resolved\" else \"firing\" end)")
                .orElse("(" + leaf.jq() + " | status_of(\"firing\"))");
    }

    /** Of a field with two codes such as 0 and 1, the one with which the texts beside it say that the problem is over. */
    private static Optional<String> codeOfEnd(Leaf leaf, Items items) {
        Set<String> codes = leaf.texts().collect(Collectors.toCollection(TreeSet::new));
        if (codes.size() != 2 || codes.stream().anyMatch(StatusGuess::known)) {
            return Optional.empty();
        }
        List<String> over = codes.stream()
                .filter(code -> saying(leaf, items, code).equals(Set.of(AlarmStatus.RESOLVED)))
                .toList();
        boolean other =
                codes.stream().anyMatch(code -> saying(leaf, items, code).equals(Set.of(AlarmStatus.FIRING)));
        return over.size() == 1 && other ? Optional.of(over.get(0)) : Optional.empty();
    }

    /** What the words of the other fields say where the field has this value. */
    private static Set<AlarmStatus> saying(Leaf leaf, Items items, String code) {
        return items.items().stream()
                .filter(item -> leaf.in(item).equals(code))
                .flatMap(item -> items.leaves().stream().map(other -> other.in(item)))
                .flatMap(text -> Stream.of(text.split("[^\\p{L}_]+")))
                .flatMap(word -> StatusWords.of(word).stream())
                .collect(Collectors.toSet());
    }
}

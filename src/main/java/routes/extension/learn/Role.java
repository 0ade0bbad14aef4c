package routes.extension.learn;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import routes.alarm.LevelTable;
import routes.alarm.SourceTime;

/** What a field can be to an alarm, and by which names and values it is recognised; earlier names are better ones. */
enum Role {
    STATUS(
            List.of(
                    "status",
                    "state",
                    "transition",
                    "alert transition",
                    "event status",
                    "alert status",
                    "alarm status",
                    "event action",
                    "action",
                    "event type",
                    "resolved",
                    "recovered",
                    "is resolved",
                    "ok",
                    "firing",
                    "active"),
            leaf -> leaf.allBooleans() || leaf.texts().allMatch(text -> text.length() <= 40 && !text.isBlank())),
    LEVEL(
            List.of(
                    "severity",
                    "priority",
                    "level",
                    "event level",
                    "alert level",
                    "urgency",
                    "criticality",
                    "alarm level",
                    "alert severity",
                    "event severity",
                    "alert type",
                    "event status"),
            leaf -> leaf.texts().allMatch(text -> text.length() <= 20)),
    TITLE(
            List.of(
                    "title",
                    "event title",
                    "subject",
                    "headline",
                    "summary",
                    "alert name",
                    "alertname",
                    "rule name",
                    "policy name",
                    "monitor name",
                    "title rule",
                    "name",
                    "message",
                    "text",
                    "check"),
            leaf -> leaf.allTexts()),
    SUMMARY(
            List.of("description", "details", "body", "message", "msg", "text", "event msg", "summary", "reason"),
            leaf -> leaf.allTexts()),
    TIME(
            List.of(
                    "starts at",
                    "started at",
                    "start time",
                    "occurred at",
                    "event time",
                    "timestamp",
                    "time",
                    "date",
                    "triggered at",
                    "fired at",
                    "created at",
                    "last seen",
                    "updated at",
                    "first occur time"),
            Role::readableTime);

    private final List<String> names;
    private final Predicate<Leaf> fits;

    Role(List<String> names, Predicate<Leaf> fits) {
        this.names = names;
        this.fits = fits;
    }

    /** The best field for this role among those that are not taken. */
    Optional<Leaf> among(List<Leaf> leaves, Predicate<Leaf> free) {
        Stream<Leaf> named = leaves.stream()
                .filter(free)
                .filter(leaf -> names.contains(leaf.words()))
                .filter(fits)
                .filter(leaf -> leaf.values().size() * 2 >= leaf.items());
        return named.min(Comparator.<Leaf>comparingInt(leaf -> known(leaf) ? 0 : 1)
                .thenComparingInt(leaf -> names.indexOf(leaf.words()))
                .thenComparingInt(leaf -> leaf.path().size()));
    }

    /** Whether its values are words that say a status, or a level. */
    private boolean known(Leaf leaf) {
        return switch (this) {
            case STATUS -> leaf.allBooleans() || leaf.texts().anyMatch(text -> StatusGuess.known(text));
            case LEVEL -> leaf.texts().anyMatch(Role::saysLevel);
            default -> true;
        };
    }

    private static boolean readableTime(Leaf leaf) {
        return Stability.isTime(leaf) && leaf.texts().allMatch(text -> SourceTime.read(text) != null);
    }

    static boolean saysLevel(String text) {
        return LevelTable.shipped().of("", text).isPresent();
    }
}

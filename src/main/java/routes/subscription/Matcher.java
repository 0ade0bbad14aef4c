package routes.subscription;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import routes.common.error.InvalidField;
import routes.event.EventFields;
import routes.event.MatchOperator;
import routes.event.PublishedEvent;

/**
 * One condition of a silence or a subscription. A name that the event does not have counts as the empty text, as in Alertmanager; of
 * several values (projects, products, customers) one is enough, and a negative comparison wants none of them.
 *
 * @param name a label or a well-known name ({@link EventFields})
 * @param op equal when it is missing
 * @param value text, or a regular expression that has to fit as a whole; it takes linear time
 */
public record Matcher(String name, MatchOperator op, String value) {
    private static final List<String> NOTHING = List.of("");

    /** @throws InvalidField for a regular expression that cannot be read */
    public Matcher {
        op = op == null ? MatchOperator.EQUAL : op;
        if (name.isBlank()) {
            throw new IllegalArgumentException("a matcher needs a name");
        }
        if (op.regex()) {
            compiled(value);
        }
    }

    /** Whether all of them hold for an event; compiled once, to be asked often. */
    public static Predicate<PublishedEvent> all(Collection<Matcher> matchers) {
        return all(matchers, EventFields::of);
    }

    /** The same for something else that has values under names. */
    public static <T> Predicate<T> all(Collection<Matcher> matchers, BiFunction<T, String, List<String>> fields) {
        return matchers.stream().map(matcher -> matcher.test(fields)).reduce(one -> true, Predicate::and);
    }

    Predicate<PublishedEvent> test() {
        return test(EventFields::of);
    }

    private <T> Predicate<T> test(BiFunction<T, String, List<String>> fields) {
        Predicate<String> fits = fits();
        boolean negative = op.negative();
        return one -> {
            List<String> found = fields.apply(one, name);
            return (found.isEmpty() ? NOTHING : found).stream().anyMatch(fits) != negative;
        };
    }

    /** As people write it, such as {@code host=~web-.*}. */
    @Override
    public String toString() {
        return name + op.sign() + value;
    }

    /** Whether it holds for an event that has nothing under the name. */
    public boolean holdsForNothing() {
        return fits().test("") != op.negative();
    }

    private Predicate<String> fits() {
        if (!op.regex()) {
            return value::equals;
        }
        Pattern pattern = compiled(value);
        return pattern::matches;
    }

    private static Pattern compiled(String value) {
        try {
            return Pattern.compile(value);
        } catch (PatternSyntaxException e) {
            throw new InvalidField(
                    "value", "the regular expression " + value + " cannot be read: " + e.getDescription());
        }
    }
}

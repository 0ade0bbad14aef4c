package routes.common.repository;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which records of a kind are wanted: those that meet every condition. A condition without a value is left out.
 *
 * @param newestFirst otherwise the oldest is first
 */
public record Query(List<Condition> conditions, boolean newestFirst) {
    public static final Query ALL = new Query(List.of(), false);
    public static final Query NEWEST_FIRST = new Query(List.of(), true);

    /** One condition on a stored field. */
    public sealed interface Condition permits AnyOf, Contains, Is, AnyOfOrNone {}

    /** The field, or one of its elements, is one of the values. */
    public record AnyOf(String field, Collection<String> values) implements Condition {}

    /** The field holds the text as it stands there, in any case. */
    public record Contains(String field, String part) implements Condition {}

    /** The field is true, or it is not true; {@code absent} says what it counts for where it is missing. */
    public record Is(String field, boolean value, boolean absent) implements Condition {}

    /** One of the elements is one of the values, or there are none. */
    public record AnyOfOrNone(String field, Collection<String> values) implements Condition {}

    public Query {
        conditions = List.copyOf(conditions);
    }

    public Query equal(String field, String value) {
        return value.isEmpty() ? this : with(new AnyOf(field, List.of(value)));
    }

    public Query anyOf(String field, Collection<String> values) {
        return values.isEmpty() ? this : with(new AnyOf(field, values));
    }

    public Query anyOfOrNone(String field, Collection<String> values) {
        return values.isEmpty() ? this : with(new AnyOfOrNone(field, values));
    }

    public Query contains(String field, String part) {
        return part.isEmpty() ? this : with(new Contains(field, part));
    }

    /** What is missing counts as false. */
    public Query is(String field, boolean value) {
        return with(new Is(field, value, false));
    }

    /** Only what is switched on, as everything is that does not say otherwise; unless all are to be shown. */
    public Query active(boolean showAll) {
        return showAll ? this : switchedOn(true);
    }

    /** What does not say otherwise is switched on. */
    public Query switchedOn(boolean on) {
        return with(new Is("is_active", on, true));
    }

    private Query with(Condition condition) {
        List<Condition> all = new ArrayList<>(conditions);
        all.add(condition);
        return new Query(all, newestFirst);
    }
}

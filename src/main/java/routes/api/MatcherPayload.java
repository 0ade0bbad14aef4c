package routes.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.common.error.RefusedRequest;
import routes.event.MatchOperator;
import routes.subscription.Matcher;

/** A matcher as a caller writes it. */
public record MatcherPayload(@Nullable String name, @Nullable String value, @Nullable String op) {
    private static final String FIELD = "matchers";
    private static final int MOST = 50;
    private static final int LONGEST = 1024;

    /** Refused when there are none, too many, or when together they would hold for every event. */
    public static List<Matcher> some(@Nullable List<MatcherPayload> payloads) {
        return some(FIELD, payloads);
    }

    /** The same, under another name. */
    public static List<Matcher> some(String field, @Nullable List<MatcherPayload> payloads) {
        if (payloads == null || payloads.isEmpty()) {
            throw RefusedRequest.invalid(field, field + " must name 1 to " + MOST + " conditions");
        }
        List<Matcher> matchers = all(field, payloads);
        if (matchers.stream().allMatch(Matcher::holdsForNothing)) {
            throw RefusedRequest.invalid(
                    field, field + " would hold for an event that has none of the names: add one that would not");
        }
        return matchers;
    }

    /** None when they are absent. */
    public static List<Matcher> all(@Nullable List<MatcherPayload> payloads) {
        return all(FIELD, payloads);
    }

    private static List<Matcher> all(String field, @Nullable List<MatcherPayload> payloads) {
        List<MatcherPayload> all = payloads == null ? List.of() : payloads;
        if (all.size() > MOST) {
            throw RefusedRequest.invalid(field, field + " must not name more than " + MOST + " conditions");
        }
        List<Matcher> matchers = new ArrayList<>();
        for (int index = 0; index < all.size(); index++) {
            matchers.add(matcher(field + "[" + index + "]", all.get(index)));
        }
        return matchers;
    }

    private static Matcher matcher(String place, @Nullable MatcherPayload payload) {
        if (payload == null) {
            throw RefusedRequest.invalid(place, place + " is required");
        }
        String name = text(place + ".name", payload.name());
        if (name.isBlank()) {
            throw RefusedRequest.invalid(place + ".name", place + ".name must not be blank");
        }
        String value = text(place + ".value", payload.value());
        MatchOperator op = op(place + ".op", payload.op());
        try {
            return new Matcher(name, op, value);
        } catch (IllegalArgumentException e) {
            throw RefusedRequest.invalid(place + ".value", String.valueOf(e.getMessage()));
        }
    }

    private static MatchOperator op(String place, @Nullable String op) {
        try {
            return op == null ? MatchOperator.EQUAL : MatchOperator.of(op);
        } catch (IllegalArgumentException e) {
            throw RefusedRequest.invalid(place, place + " must be one of =, !=, =~, !~");
        }
    }

    private static String text(String place, @Nullable String text) {
        if (text == null || text.length() > LONGEST) {
            throw RefusedRequest.invalid(place, place + " is required and has at most " + LONGEST + " characters");
        }
        return text;
    }
}

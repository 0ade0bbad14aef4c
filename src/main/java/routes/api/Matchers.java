package routes.api;

import java.util.List;
import routes.common.error.RefusedRequest;
import routes.subscription.Matcher;

/** What the matchers of a request must be beside what the contract says of each. */
public final class Matchers {
    private Matchers() {}

    /** Refused when there are none, or when together they would hold for every event. */
    public static void require(String field, List<Matcher> matchers) {
        if (matchers.stream().allMatch(Matcher::holdsForNothing)) {
            throw RefusedRequest.invalid(
                    field, field + " would hold for an event that has none of the names: add one that would not");
        }
    }
}

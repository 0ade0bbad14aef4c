package routes.notice.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a card says in a row of its own, in the order of the rows; its words are {@code fact.<name>} of the words file. */
enum Fact {
    RESOURCE,
    METRIC,
    VALUE,
    RULE,
    FIRST_SEEN,
    LAST_SEEN,
    RESOLVED_AT,
    COUNT,
    PROJECT,
    PRODUCT,
    CUSTOMER,
    REGION,
    SOURCE;

    private static final Set<String> ENDED = Set.of("resolved", "expired");
    private static final Set<String> CHANGEABLE = Set.of("flapping", "stable");

    /** The name of its value in a template, and of its words. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The rows of a kind of message: what its reader can use, and not what its headline says already. */
    static List<Fact> of(String kind) {
        List<Fact> rows = new ArrayList<>(List.of(values()));
        boolean fresh = kind.equals("opened");
        boolean worse = kind.equals("escalated") || kind.equals("level_changed");
        if (!fresh) {
            rows.remove(RULE);
        }
        if (ENDED.contains(kind) || CHANGEABLE.contains(kind)) {
            rows.remove(VALUE);
        }
        if (fresh || worse || ENDED.contains(kind)) {
            rows.remove(LAST_SEEN);
        }
        if (!ENDED.contains(kind)) {
            rows.remove(RESOLVED_AT);
        }
        if (fresh) {
            rows.remove(COUNT);
        }
        if (kind.equals("reminder")) {
            rows.remove(SOURCE);
        }
        return rows;
    }
}

package routes.notice.receipt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One rule: when every test holds, its verdict counts.
 *
 * @param id unique in its file
 */
record ReceiptRule(String id, Map<AnswerValue, ValueMatch> when, Verdict then) {
    ReceiptRule {
        when = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(when));
    }

    boolean holds(AnswerFacts facts) {
        return when.entrySet().stream()
                .allMatch(test -> test.getValue().holds(test.getKey().in(facts)));
    }

    /** The tests in words. */
    String condition() {
        return when.entrySet().stream()
                .map(test -> test.getKey() + " " + test.getValue())
                .collect(Collectors.joining(", "));
    }
}

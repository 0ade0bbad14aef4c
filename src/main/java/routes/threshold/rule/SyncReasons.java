package routes.threshold.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import routes.datasource.RuleDraft;

/** Why a sync is no success, in words. Pure. */
final class SyncReasons {
    private static final int MOST = 5;

    private SyncReasons() {}

    /** Series that the platform can have no rule of: their alarms notify no one. */
    static List<String> of(RuleDraft draft) {
        Map<String, Set<String>> byReason = new TreeMap<>();
        for (RuleDraft.Problem problem : draft.problems()) {
            if (!problem.series().isEmpty()) {
                byReason.computeIfAbsent(problem.reason(), reason -> new HashSet<>())
                        .addAll(problem.series());
            }
        }
        return byReason.entrySet().stream()
                .limit(MOST)
                .map(entry -> "no rule for " + entry.getValue().size() + " series: " + entry.getKey())
                .toList();
    }

    /** Failed rules, with the first reason. */
    static List<String> of(SyncRecord record) {
        List<String> reasons = new ArrayList<>();
        if (record.failed() > 0) {
            String first = record.steps().stream()
                    .map(SyncRecord.Step::error)
                    .filter(error -> error != null)
                    .findFirst()
                    .map(error -> ", " + error)
                    .orElse("");
            reasons.add(record.failed() + " of " + record.steps().size() + " rules failed" + first);
        }
        return reasons;
    }
}

package routes.threshold.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.PlatformFailure;
import routes.datasource.RuleEvaluation;
import routes.datasource.SeriesRange;
import routes.datasource.connect.DataSourceResolver;

/**
 * Asks the platform what the rules of a sync, as they are written there, would have done over the range that they were learned
 * from, and compares that with the back-test of their series.
 *
 * <p>Failure policy: rules that were written stay, whatever comes of this. A platform that does not answer is a finding.
 */
final class ReadBack {
    private final BegunSync.Ready ready;
    private final Map<String, ExistingRule> there;

    private ReadBack(BegunSync.Ready ready, List<ExistingRule> there) {
        this.ready = ready;
        this.there = there.stream()
                .filter(ExistingRule::ours)
                .collect(Collectors.toMap(ExistingRule::ruleId, Function.identity(), (one, other) -> one));
    }

    /**
     * What the back-test shows.
     *
     * @param range that the thresholds were learned from; null when the version does not say
     * @param alarms by unique key of the series; without those whose bounds are not of this range
     */
    record Learned(@Nullable SeriesRange range, Map<String, Integer> alarms) {
        Learned {
            alarms = Map.copyOf(alarms);
        }
    }

    /**
     * @param steps of the sync; the series of rules that it made or changed are looked at
     * @param most series that are looked at
     */
    static List<Finding> findings(BegunSync.Ready ready, List<SyncRecord.Step> steps, int most) {
        List<String> series = changed(ready, steps).limit(most).toList();
        SeriesRange range = ready.learned().range();
        if (series.isEmpty() || range == null) {
            return List.of();
        }
        try {
            DataSourceResolver.Open open = ready.open();
            ReadBack read = new ReadBack(ready, open.type().rules(open.source()));
            return series.stream()
                    .map(one -> read.finding(one, range))
                    .filter(Objects::nonNull)
                    .toList();
        } catch (PlatformFailure failure) {
            return List.of(new Finding("", Finding.Kind.NOT_READ_BACK, said(failure)));
        }
    }

    private static Stream<String> changed(BegunSync.Ready ready, List<SyncRecord.Step> steps) {
        Set<String> written = steps.stream()
                .filter(step -> step.action() != RuleAction.DELETE && Boolean.TRUE.equals(step.done()))
                .map(SyncRecord.Step::ruleId)
                .collect(Collectors.toSet());
        Set<String> series = ready.known().draft().rules().stream()
                .filter(rule -> written.contains(rule.id()))
                .flatMap(rule -> rule.series().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return series.stream().filter(ready.learned().alarms()::containsKey);
    }

    private @Nullable Finding finding(String series, SeriesRange range) {
        List<Instant> alarms = new ArrayList<>();
        String ruleId = "";
        for (DesiredRule rule : ready.known().draft().rules()) {
            if (rule.series().contains(series)) {
                ExistingRule written = there.get(rule.id());
                if (written == null || !written.hash().equals(rule.hash())) {
                    return otherwise(rule, written);
                }
                ruleId = written.remoteId();
                try {
                    Optional<RuleEvaluation> evaluation = evaluated(written, range);
                    if (evaluation.isEmpty()) {
                        return null;
                    }
                    alarms.addAll(evaluation.get().alarms());
                } catch (PlatformFailure.BadRequest refused) {
                    return new Finding(ruleId, Finding.Kind.NOT_READ_BACK, said(refused));
                }
            }
        }
        alarms.sort(Comparator.naturalOrder());
        return compared(ruleId, series, alarms);
    }

    private Optional<RuleEvaluation> evaluated(ExistingRule written, SeriesRange range) {
        DataSourceResolver.Open open = ready.open();
        return open.type().evaluate(open.source(), written, range);
    }

    private static Finding otherwise(DesiredRule rule, @Nullable ExistingRule written) {
        return written == null
                ? new Finding("", Finding.Kind.NOT_AS_WRITTEN, rule.name() + " was written and is not at the platform")
                : new Finding(
                        written.remoteId(),
                        Finding.Kind.NOT_AS_WRITTEN,
                        rule.name() + " was written, and the platform has it otherwise: look at the plan");
    }

    private @Nullable Finding compared(String ruleId, String series, List<Instant> alarms) {
        int expected = ready.learned().alarms().getOrDefault(series, 0);
        if (alarms.size() == expected) {
            return null;
        }
        String text = "over the range that it was learned from, the rules of " + series
                + " as they are at the platform raise "
                + alarms.size() + " alarms, and the back-test shows " + expected
                + alarms.stream()
                        .findFirst()
                        .map(first -> "; the first at " + first)
                        .orElse("");
        return new Finding(
                ruleId, alarms.size() > expected ? Finding.Kind.MORE_ALARMS : Finding.Kind.FEWER_ALARMS, text);
    }

    private static String said(PlatformFailure failure) {
        return "the rules were written, and were not read back, " + failure.code() + ": "
                + RuleText.masked(String.valueOf(failure.getMessage()));
    }
}

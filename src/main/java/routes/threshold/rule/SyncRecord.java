package routes.threshold.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.datasource.PlatformFailure;

/**
 * One sync: its request, how it ended, and what became of every rule.
 *
 * @param policy in the words of the API
 * @param steps what is to be done; those without an outcome are still before it
 * @param findings what the platform says of the rules that were written, where it differs from what was expected of them
 * @param owner the copy that works on it; null when it is over
 * @param revision grows at every claim
 * @param createdUser who asked for it; null for the schedule
 */
public record SyncRecord(
        String id,
        String taskId,
        String versionId,
        Status status,
        @Nullable String error,
        ObjectNode policy,
        List<Step> steps,
        List<Finding> findings,
        @Nullable String owner,
        long revision,
        @Nullable String createdUser,
        Instant createdAt,
        Instant updatedAt) {

    public SyncRecord {
        steps = List.copyOf(steps);
        findings = List.copyOf(findings);
    }

    /** How a sync ends. */
    public record End(Status status, @Nullable String error, List<Finding> findings) {
        public End {
            findings = List.copyOf(findings);
        }
    }

    /** How it stands, with the numbers of VeAIOps. */
    public enum Status {
        RUNNING(0),
        SUCCESS(1),
        /** All or some rules failed. */
        FAILED(2);

        private final int code;

        Status(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }

        public static Status of(int code) {
            return code == 1 ? SUCCESS : code == 0 ? RUNNING : FAILED;
        }
    }

    /**
     * One change at the platform.
     *
     * @param remoteId at the platform; null before a rule is made
     * @param wasOff whether the rule was switched off at the platform when this was planned: so it stays, even if a process ends
     *     between writing the rule, which switches it on at some platforms, and switching it off again
     * @param done null while it is before us
     * @param error why it failed
     * @param place id of the place of an orphan; null for today's place
     */
    public record Step(
            RuleAction action,
            RuleReason reason,
            String ruleId,
            String name,
            @Nullable String remoteId,
            boolean wasOff,
            @Nullable Boolean done,
            @Nullable String error,
            @Nullable String place) {
        private static final String STOPS = "the platform stopped us, ";

        static Step of(PlannedRule rule) {
            return new Step(
                    rule.action(),
                    rule.reason(),
                    rule.ruleId(),
                    rule.name(),
                    rule.remoteId().orElse(null),
                    rule.exists() && !rule.existing().enabled(),
                    null,
                    null,
                    rule.place() == null ? null : rule.place().id());
        }

        public Step succeeded(String id) {
            return new Step(action, reason, ruleId, name, id, wasOff, true, null, place);
        }

        public Step failed(String why) {
            return new Step(action, reason, ruleId, name, remoteId, wasOff, false, why, place);
        }

        /** After a refusal the next rule may fare better; a platform that is away or locks us out stops the sync. */
        Step failed(PlatformFailure failure) {
            String prefix = failure instanceof PlatformFailure.BadRequest ? "" : STOPS;
            return failed(prefix + failure.code() + ": " + RuleText.masked(String.valueOf(failure.getMessage())));
        }

        boolean stopsOthers() {
            return error != null && error.startsWith(STOPS);
        }

        public boolean isOpen() {
            return done == null;
        }
    }

    /**
     * Indexes of the steps that are before us, those that are done together in one list; orphans of other places last.
     *
     * @param asOneSet whether the platform takes the changes of one place together
     */
    List<List<Integer>> open(boolean asOneSet) {
        Map<String, List<Integer>> byPlace = new TreeMap<>();
        for (int index = 0; index < steps.size(); index++) {
            Step step = steps.get(index);
            if (step.isOpen()) {
                byPlace.computeIfAbsent(step.place() == null ? "" : step.place(), place -> new ArrayList<>())
                        .add(index);
            }
        }
        return byPlace.values().stream()
                .flatMap(open -> asOneSet ? Stream.of(open) : open.stream().map(List::of))
                .toList();
    }

    public long count(RuleAction action) {
        return steps.stream()
                .filter(step -> step.action() == action && Boolean.TRUE.equals(step.done()))
                .count();
    }

    public long failed() {
        return steps.stream().filter(step -> Boolean.FALSE.equals(step.done())).count();
    }
}

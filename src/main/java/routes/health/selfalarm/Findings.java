package routes.health.selfalarm;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import routes.alarm.HubAlarm;
import routes.notice.FailingTarget;

/** Reads findings out of what was counted. */
public final class Findings {
    private Findings() {}

    /** What a source sent lately that was refused. @param first of the bodies that came lately, the first time of any */
    public record Refusals(String source, Instant first, Instant last, long posts, String reason) {}

    /**
     * A source whose alarms are refused, until none was refused for the grace period. Bodies that came long ago and now once
     * more do not make a long refusal: it begins with its last body then.
     */
    public static Optional<HubFinding> refused(Refusals found, Duration grace, Instant now) {
        Instant recent = now.minus(grace);
        if (HubAlarm.SOURCE.equals(found.source()) || found.last().isBefore(recent)) {
            return Optional.empty();
        }
        return Optional.of(new HubFinding(
                "hub-source-refused",
                found.source(),
                found.first().isBefore(recent) ? found.last() : found.first(),
                found.last(),
                grace,
                "Alarms of " + found.source() + " are refused",
                found.posts() + " refused, the last one because: " + found.reason()));
    }

    /** Notices that were given up lately. @param limit so many are too many; 0 is no limit */
    public static Optional<HubFinding> dead(long count, long limit, Duration window, Instant now) {
        return limit < 1 || count < limit
                ? Optional.empty()
                : Optional.of(new HubFinding(
                        "hub-notices-dead",
                        "all",
                        now,
                        now,
                        Duration.ZERO,
                        "Notices are not delivered",
                        count + " notices of the last " + window.toMinutes() + " min were given up"));
    }

    /**
     * A target that was switched off.
     *
     * @param subscriptions those that name it, by id
     */
    public static HubFinding off(FailingTarget target, Map<String, String> subscriptions, Instant now) {
        return new HubFinding(
                "hub-target-off",
                target.id(),
                Objects.requireNonNullElse(target.offSince(), now),
                now,
                Duration.ZERO,
                "Target " + target.target() + " is switched off",
                "nothing was delivered since " + target.failingSince() + " (" + target.reason() + ": " + target.text()
                        + "). It is named by " + String.join(", ", new TreeSet<>(subscriptions.values()))
                        + ". Mend it and switch it on: POST /apis/v1/manager/event-center/targets/" + target.id()
                        + "/switch-on",
                Map.of(
                        HubAlarm.TARGET,
                        target.target(),
                        HubAlarm.SUBSCRIPTIONS,
                        String.join(",", new TreeSet<>(subscriptions.keySet()))));
    }

    /** A stage that is behind. @param limit so many records are too many; 0 is no limit */
    public static Optional<HubFinding> lagging(String group, long records, long limit, Duration grace, Instant now) {
        return limit < 1 || records < limit
                ? Optional.empty()
                : Optional.of(new HubFinding(
                        "hub-stage-lags",
                        group,
                        now,
                        now,
                        grace,
                        "Stage " + group + " is behind",
                        records + " records of its topic wait for it"));
    }

    /** A stage of this copy that does not finish what it has in hand. @param oldest when its oldest record was written */
    public static Optional<HubFinding> stuck(String stage, Instant oldest, Duration grace, String copy, Instant now) {
        return oldest.plus(grace).isAfter(now)
                ? Optional.empty()
                : Optional.of(new HubFinding(
                        "hub-stage-stuck",
                        HubFinding.seenBy(copy, stage),
                        oldest,
                        now,
                        grace,
                        "Stage " + stage + " does not finish a batch",
                        "The copy " + copy + " has had records in hand since " + oldest));
    }

    /** Records that wait in a spool. @param oldest when the first of them was put there */
    public static HubFinding spooled(String log, long records, Instant oldest, Duration grace, Instant now) {
        return new HubFinding(
                "hub-spool-fills",
                log,
                oldest,
                now,
                grace,
                "The spool of " + log + " fills",
                records + " accepted records wait in MongoDB for Kafka");
    }

    /** Kafka or MongoDB does not answer this copy. */
    public static HubFinding away(String dependency, Duration grace, String copy, Instant now) {
        return new HubFinding(
                "hub-dependency-away",
                HubFinding.seenBy(copy, dependency),
                now,
                now,
                grace,
                dependency + " does not answer",
                dependency + " does not answer the copy " + copy);
    }
}

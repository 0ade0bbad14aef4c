package routes.health.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import routes.health.ledger.SystemCounts.Switched;

/** The counters of VeAIOps' landing page. Its days are whole days of UTC that are over; only the last 24 hours end now. */
public final class SystemStatistics {
    private static final List<Integer> PERIODS_IN_DAYS = List.of(1, 7, 30);
    private static final Map<Switched, String> NAMES = Map.of(
            Switched.SUBSCRIPTIONS, "subscribes",
            Switched.TASKS, "intelligent_threshold_tasks");

    private final SystemCounts counts;
    private final Clock clock;

    public SystemStatistics(SystemCounts counts, Clock clock) {
        this.counts = counts;
        this.clock = clock;
    }

    /** By the names of VeAIOps, in its order. */
    public Map<String, Long> now() {
        Instant now = clock.instant();
        Instant today = now.truncatedTo(ChronoUnit.DAYS);
        Map<String, Long> counted = new LinkedHashMap<>();
        for (Switched what : Switched.values()) {
            String name = NAMES.getOrDefault(what, what.name().toLowerCase(Locale.ROOT));
            counted.put("active_" + name, counts.active(what));
        }
        counted.put("active_intelligent_threshold_autoupdate_tasks", counts.autoUpdatedTasks());
        for (int days : PERIODS_IN_DAYS) {
            String name = "latest_" + days + "d_intelligent_threshold_";
            counted.put(name + "success_num", counts.versions(true, ago(today, days), today));
            counted.put(name + "failed_num", counts.versions(false, ago(today, days), today));
        }
        counted.put("latest_24h_events", counts.dispatchedEvents(ago(now, 1), now));
        PERIODS_IN_DAYS.forEach(
                days -> counted.put("last_" + days + "d_events", counts.dispatchedEvents(ago(today, days), today)));
        counted.put("latest_24h_messages", counts.messages(ago(now, 1), now));
        PERIODS_IN_DAYS.forEach(
                days -> counted.put("last_" + days + "d_messages", counts.messages(ago(today, days), today)));
        return counted;
    }

    private static Instant ago(Instant moment, int days) {
        return moment.minus(Duration.ofDays(days));
    }
}

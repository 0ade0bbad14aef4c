package routes.steps.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import routes.alarm.Alarm;
import routes.alarm.AlarmBuilder;
import routes.common.error.ErrorCode;
import routes.event.EventStatus;
import routes.event.MergeResult;
import routes.event.MergedAlarm;
import routes.event.Publication;
import routes.notice.BundleNotices;
import routes.notice.Notice;
import routes.notice.NoticeFinish;
import routes.notice.NoticeState;

/** What the stages count; names and labels are part of the contract with dashboards. */
public final class PipelineMetrics {
    private static final int MOST_UNKNOWN_LEVELS = 100;

    private final MeterRegistry registry;
    private final Timer latency;
    private final Counter rung;
    private final Set<String> unknownLevels = ConcurrentHashMap.newKeySet();

    public PipelineMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.rung = registry.counter("veaiops.notices.rung.again");
        this.latency = Timer.builder("veaiops.delivery.latency")
                .description("from the endpoint that took the alarm to the target that has the message")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(5))
                .maximumExpectedValue(Duration.ofHours(1))
                .register(registry);
    }

    public void received(String source, List<Alarm> alarms) {
        registry.counter("veaiops.alarms.received", "source", source).increment(alarms.size());
        alarms.stream()
                .map(alarm -> alarm.labels().get(AlarmBuilder.UNKNOWN_LEVEL))
                .filter(Objects::nonNull)
                .forEach(word -> unknownLevel(source, word));
    }

    /** @param took from the request to the answer that its alarms are durable */
    public void answered(String source, Duration took) {
        registry.timer("veaiops.posts", "source", source).record(took);
    }

    /** Senders choose the words: only so many get a counter of their own. */
    private void unknownLevel(String source, String word) {
        boolean counted = unknownLevels.contains(word);
        if (!counted && unknownLevels.size() < MOST_UNKNOWN_LEVELS) {
            unknownLevels.add(word);
            counted = true;
        }
        registry.counter("veaiops.alarms.level.unknown", "source", source, "word", counted ? word : "other")
                .increment();
    }

    public void rejected(String source, ErrorCode reason) {
        registry.counter("veaiops.alarms.rejected", "source", source, "reason", reason.wireName())
                .increment();
    }

    public void merged(MergeResult result) {
        result.alarms().stream()
                .collect(Collectors.groupingBy(PipelineMetrics::fate, Collectors.counting()))
                .forEach((fate, count) ->
                        registry.counter("veaiops.alarms.merged", fate).increment(count));
        if (result.retried() > 0) {
            registry.counter("veaiops.alarms.retried").increment(result.retried());
        }
        result.publications().stream()
                .collect(Collectors.groupingBy(Publication::transition, Collectors.counting()))
                .forEach((transition, count) -> registry.counter(
                                "veaiops.events.published", "transition", transition.wireName())
                        .increment(count));
    }

    private static Tags fate(MergedAlarm alarm) {
        return Tags.of(
                "source",
                alarm.logged().alarm().source(),
                "outcome",
                alarm.outcome().wireName());
    }

    public void dispatched(List<Notice> notices, Map<EventStatus, Integer> undelivered) {
        notices.forEach(notice -> registry.counter(
                        "veaiops.notices.made", "channel", notice.target().channel())
                .increment());
        notices.stream()
                .filter(notice -> notice.state() == NoticeState.SUPPRESSED)
                .map(notice -> notice.handling().reason())
                .filter(Objects::nonNull)
                .forEach(reason -> registry.counter("veaiops.notices.suppressed", "reason", reason.split(":", 2)[0])
                        .increment());
        undelivered.forEach((status, changes) -> registry.counter(
                        "veaiops.events.undelivered", "reason", status.name().toLowerCase(Locale.ROOT))
                .increment(changes));
    }

    public void bundled(Notice carrier) {
        carrier.bundle().ifPresent(bundle -> {
            String kind = carrier.kind().wireName();
            registry.counter("veaiops.bundles.made", "kind", kind).increment();
            registry.counter("veaiops.bundles.notices", "kind", kind)
                    .increment(bundle.noticeIds().size());
        });
    }

    public void settled(BundleNotices.Ended ended, int notices) {
        String kind = ended.carrier().kind().wireName();
        registry.counter(
                        "veaiops.bundles.settled",
                        "kind",
                        kind,
                        "state",
                        ended.state().name())
                .increment(notices);
    }

    public void rung(int bells) {
        rung.increment(bells);
    }

    public void takenOver(Notice notice) {
        registry.counter(
                        "veaiops.notices.taken.over", "channel", notice.target().channel())
                .increment();
    }

    public void deleted(String kind, long documents) {
        registry.counter("veaiops.history.deleted", "kind", kind).increment(documents);
    }

    /** What goes through the spool of one log. */
    public record Spool(Counter kept, Counter drained) {}

    /** @param log the name of the log that it stands in for */
    public Spool spool(String log) {
        return new Spool(
                registry.counter("veaiops.spool.kept", "log", log),
                registry.counter("veaiops.spool.drained", "log", log));
    }

    public void finished(Notice notice, NoticeFinish finish) {
        registry.counter(
                        "veaiops.notices.finished",
                        "channel",
                        notice.target().channel(),
                        "state",
                        finish.state().name(),
                        "reason",
                        finish.reason() == null ? "none" : finish.reason().wireName())
                .increment();
        registry.timer("veaiops.notices.attempt", "channel", notice.target().channel())
                .record(finish.took());
        if (finish.reason() == null) {
            latency.record(Duration.between(notice.event().lastSeen(), finish.at()));
        }
    }
}

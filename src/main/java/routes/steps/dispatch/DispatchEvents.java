package routes.steps.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import routes.common.tracing.LogId;
import routes.common.tracing.StepLog;
import routes.event.EventStatus;
import routes.event.PublishedEvent;
import routes.event.UnmatchedMark;
import routes.notice.DeliveryStatuses;
import routes.notice.Notice;
import routes.notice.NoticeQueued;
import routes.notice.NoticeState;
import routes.notice.Notified;
import routes.steps.delivery.NoticeRequeue;
import routes.steps.kafka.BatchCommit;
import routes.steps.kafka.BatchTrace;
import routes.steps.watch.PipelineMetrics;

/**
 * Makes the notices for a batch of {@code veaiops.events} and leaves the records for {@code veaiops.notices} in the
 * body.
 *
 * <p>Failure policy: an event knows the ids of its notices before they are stored, and they are stored before they
 * are queued. The ids are derived: a repeated batch adds nothing, and the sweeper finds a notice whose record was lost.
 */
public final class DispatchEvents implements Processor {
    private final BatchCommit batches;

    private final Recipients recipients;
    private final Gates gates;
    private final GroupGate groups;
    private final DeliveryStatuses book;
    private final PipelineMetrics metrics;
    private final Clock clock;

    /** What keeps notices back. */
    public record Gates(SilenceGate silences, FlappingGate flapping, RecoveryWait recoveries) {
        List<Notice> pass(List<Notice> made, Instant now) {
            return recoveries.pass(flapping.pass(silences.pass(made, now), now), now);
        }
    }

    public DispatchEvents(
            Recipients recipients,
            Gates gates,
            GroupGate groups,
            DeliveryStatuses book,
            PipelineMetrics metrics,
            Clock clock,
            BatchCommit batches) {
        this.batches = batches;
        this.recipients = recipients;
        this.gates = gates;
        this.groups = groups;
        this.book = book;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Instant now = clock.instant();
        List<Notice> made = new ArrayList<>();
        Undelivered undelivered = new Undelivered();
        Map<String, Message> records = new HashMap<>();
        List<PublishedEvent> changes = changes(exchange, undelivered, records);
        LogId.EVENT.set(changes.stream().map(PublishedEvent::id).distinct().toList());
        Map<String, List<Notified>> notified = notified(changes);
        Map<String, List<String>> byEvent = new LinkedHashMap<>();
        for (PublishedEvent event : changes) {
            Recipients.Decision decision = recipients.of(event, notified.getOrDefault(event.id(), List.of()), now);
            if (decision.notices().isEmpty()) {
                undelivered.add(decision.status(), event.id());
            } else {
                made.addAll(decision.notices());
                decision.notices().forEach(notice -> {
                    byEvent.computeIfAbsent(event.id(), id -> new ArrayList<>()).add(notice.id());
                    notified.computeIfAbsent(event.id(), id -> new ArrayList<>())
                            .add(Notified.by(notice));
                });
            }
        }
        List<Notice> passed = traced(BatchCommit.trace(exchange), records, gates.pass(made, now));
        List<Notice> added = write(passed, byEvent, undelivered, now);
        exchange.getMessage().setBody(queued(exchange, added));
    }

    /** Changes that notices may be sent about, in order. */
    private List<PublishedEvent> changes(Exchange exchange, Undelivered undelivered, Map<String, Message> records) {
        List<PublishedEvent> changes = new ArrayList<>();
        for (Exchange one : batches.begin("dispatch", exchange)) {
            EventRecord record = new EventRecord(one.getMessage());
            Optional<UnmatchedMark> unmatched = record.unmatched().filter(recipients::stillHolds);
            unmatched.ifPresentOrElse(mark -> undelivered.foreseen(record.eventId(), mark), () -> record.sendable()
                    .ifPresent(change -> {
                        changes.add(change);
                        records.put(change.cloudEventId(), one.getMessage());
                    }));
        }
        return changes;
    }

    /** Each notice goes on in the trace of the alarm that changed its event. */
    private static List<Notice> traced(BatchTrace trace, Map<String, Message> records, List<Notice> passed) {
        if (!trace.on()) {
            return passed;
        }
        Map<String, Optional<String>> follows = new HashMap<>();
        return passed.stream()
                .map(notice -> notice.traced(follows.computeIfAbsent(
                                notice.event().cloudEventId(), change -> Optional.ofNullable(records.get(change))
                                        .map(record -> trace.step(
                                                "dispatch",
                                                record,
                                                Map.of(
                                                        "veaiops.event_id",
                                                        notice.event().id()))))
                        .orElse(null)))
                .toList();
    }

    /** Reads once for the batch where earlier notices went; a problem that begins has none. */
    private Map<String, List<Notified>> notified(List<PublishedEvent> changes) {
        Set<String> later = changes.stream()
                .filter(event -> event.revision() > 1)
                .map(PublishedEvent::id)
                .collect(Collectors.toSet());
        return later.isEmpty() ? new HashMap<>() : new HashMap<>(book.notified(later));
    }

    private List<Notice> write(
            List<Notice> passed, Map<String, List<String>> byEvent, Undelivered undelivered, Instant now) {
        book.subscribed(byEvent.entrySet().stream()
                .map(entry -> new DeliveryStatuses.Subscribed(entry.getKey(), entry.getValue()))
                .toList());
        List<Notice> added = groups.add(passed, now);
        undelivered.unmarked.forEach((status, ids) -> book.notDelivered(ids, status));
        rollUpSuppressed(added);
        metrics.dispatched(added, undelivered.changes);
        logged(added, undelivered);
        return added;
    }

    private static void logged(List<Notice> added, Undelivered undelivered) {
        if (StepLog.on()) {
            added.forEach(notice -> StepLog.noticeMade(
                    notice.event().id(), notice.id(), notice.state().name()));
            undelivered.unmarked.forEach((status, ids) -> ids.forEach(id -> StepLog.noNotice(id, status.name())));
        }
    }

    private static List<Message> queued(Exchange exchange, List<Notice> added) {
        return added.stream()
                .filter(notice -> notice.state() == NoticeState.PENDING
                        && notice.handling().until() == null)
                .map(notice -> NoticeRequeue.record(exchange.getContext(), notice.orderKey(), NoticeQueued.of(notice)))
                .toList();
    }

    /** No attempt will ever bring the status of these events up to date. */
    private void rollUpSuppressed(List<Notice> added) {
        Set<String> events = added.stream()
                .filter(notice -> notice.state() == NoticeState.SUPPRESSED)
                .map(notice -> notice.event().id())
                .collect(Collectors.toSet());
        if (!events.isEmpty()) {
            book.rollUp(events);
        }
    }

    /** Changes without a recipient, counted, and the events that are not marked with it yet. */
    private static final class Undelivered {
        private final Map<EventStatus, Integer> changes = new EnumMap<>(EventStatus.class);
        private final Map<EventStatus, List<String>> unmarked = new EnumMap<>(EventStatus.class);

        void foreseen(String eventId, UnmatchedMark unmatched) {
            if (StepLog.on()) {
                StepLog.noNotice(eventId, unmatched.status().name());
            }
            changes.merge(unmatched.status(), 1, Integer::sum);
        }

        void add(EventStatus status, String eventId) {
            changes.merge(status, 1, Integer::sum);
            unmarked.computeIfAbsent(status, first -> new ArrayList<>()).add(eventId);
        }
    }
}

package routes.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.event.EventStatus;
import routes.event.PublishedEvent;
import routes.event.Transition;
import routes.json.Json;
import routes.notice.DispatchBook;
import routes.notice.Doorbell;
import routes.notice.Notice;
import routes.notice.NoticeState;

/**
 * Makes the notices for a batch of {@code veaiops.events} and leaves the doorbells for {@code veaiops.notices} in the
 * body.
 *
 * <p>Failure policy: an event knows the ids of its notices before they are stored, and they are stored before their bells
 * ring. The ids are derived: a repeated batch adds nothing, and a notice whose bell was lost is found by the sweeper.
 */
public final class DispatchEvents implements Processor {
    private final BatchCommit batches;
    private static final Logger LOG = LoggerFactory.getLogger(DispatchEvents.class);
    private static final Set<String> TOLD = Arrays.stream(Transition.values())
            .filter(Transition::notifies)
            .map(Transition::wireName)
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> UNTOLD_TYPES = Arrays.stream(Transition.values())
            .filter(transition -> !transition.notifies())
            .map(Transition::cloudEventType)
            .collect(Collectors.toUnmodifiableSet());

    private final Recipients recipients;
    private final Gates gates;
    private final GroupGate groups;
    private final DispatchBook book;
    private final PipelineMetrics metrics;
    private final Clock clock;

    /** What keeps notices back. */
    public record Gates(SilenceGate silences, FlappingGate flapping) {
        List<Notice> pass(List<Notice> made, Instant now) {
            return flapping.pass(silences.pass(made, now), now);
        }
    }

    /** Where notices go, and how far those of an event got. */
    public record Stores(GroupGate groups, DispatchBook book) {}

    public DispatchEvents(
            Recipients recipients,
            Gates gates,
            Stores stores,
            PipelineMetrics metrics,
            Clock clock,
            BatchCommit batches) {
        this.batches = batches;
        this.recipients = recipients;
        this.gates = gates;
        this.groups = stores.groups();
        this.book = stores.book();
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Instant now = clock.instant();
        List<Notice> made = new ArrayList<>();
        Map<String, List<String>> byEvent = new LinkedHashMap<>();
        Map<EventStatus, List<String>> undelivered = new LinkedHashMap<>();
        for (Exchange one : batches.begin("dispatch", exchange)) {
            PublishedEvent event = untold(one.getMessage()) ? null : event(one.getMessage());
            if (event == null || !TOLD.contains(event.transition())) {
                continue;
            }
            Recipients.Decision decision = recipients.of(event, now);
            if (decision.notices().isEmpty()) {
                undelivered
                        .computeIfAbsent(decision.status(), status -> new ArrayList<>())
                        .add(event.id());
            } else {
                made.addAll(decision.notices());
                byEvent.computeIfAbsent(event.id(), id -> new ArrayList<>())
                        .addAll(decision.notices().stream().map(Notice::id).toList());
            }
        }
        List<Notice> added = write(gates.pass(made, now), byEvent, undelivered, now);
        exchange.getMessage().setBody(bells(exchange, added));
    }

    private List<Notice> write(
            List<Notice> passed,
            Map<String, List<String>> byEvent,
            Map<EventStatus, List<String>> undelivered,
            Instant now) {
        book.subscribed(byEvent.entrySet().stream()
                .map(entry -> new DispatchBook.Subscribed(entry.getKey(), entry.getValue()))
                .toList());
        List<Notice> added = groups.add(passed, now);
        undelivered.forEach((status, ids) -> book.notDelivered(ids, status));
        rollUpSuppressed(added);
        metrics.dispatched(added, undelivered);
        return added;
    }

    private static List<Message> bells(Exchange exchange, List<Notice> added) {
        return added.stream()
                .filter(notice -> notice.state() == NoticeState.PENDING)
                .map(notice -> NoticeBell.record(exchange.getContext(), notice.orderKey(), Doorbell.of(notice)))
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

    /** Most records are repeats: their type says so, and their body need not be read. */
    private static boolean untold(Message record) {
        return record.getHeader("ce_type") instanceof byte[] type
                && UNTOLD_TYPES.contains(new String(type, StandardCharsets.US_ASCII));
    }

    private static @Nullable PublishedEvent event(Message record) {
        try {
            return Json.mapper().readValue(record.getBody(byte[].class), PublishedEvent.class);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn(
                    "a record on the event topic is no event, nobody is told of it: {}",
                    e.getClass().getSimpleName());
            return null;
        }
    }
}

package routes.steps.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;
import routes.common.error.ErrorCode;
import routes.common.json.Json;
import routes.common.tracing.LogId;
import routes.common.tracing.StepLog;
import routes.common.tracing.Tracing;
import routes.event.LogPosition;
import routes.event.LoggedAlarm;
import routes.event.MergeResult;
import routes.event.MergedAlarm;
import routes.event.Publication;
import routes.event.PublishedEvent;
import routes.steps.dispatch.EventRecord;
import routes.steps.kafka.BatchCommit;
import routes.steps.kafka.BatchTrace;
import routes.steps.kafka.LogRecord;
import routes.steps.watch.PipelineMetrics;

/**
 * Merges a batch of {@code veaiops.alarms} and leaves the records for {@code veaiops.events} in the body. Records that are
 * no alarms hold up nothing: they are left for {@code veaiops.alarms.rejected} in a property. Each topic has a step of its
 * own in the route, because the Kafka component forgets a topic that a record itself names when it tries again.
 */
public final class MergeAlarms implements Processor {
    /** Exchange property: the records that are no alarms. */
    static final String UNREADABLE = "unreadable";

    /** Exchange property: recoveries that are to be merged again, into other events; records for the topic they came from. */
    static final String HANDED_OVER = "handedOver";

    private final BatchCommit batches;
    private final Function<List<LoggedAlarm>, MergeResult> merge;
    private final PipelineMetrics metrics;

    public MergeAlarms(Function<List<LoggedAlarm>, MergeResult> merge, PipelineMetrics metrics, BatchCommit batches) {
        this.batches = batches;
        this.merge = merge;
        this.metrics = metrics;
    }

    @Override
    public void process(Exchange exchange) {
        List<LoggedAlarm> alarms = new ArrayList<>();
        List<Message> unreadable = new ArrayList<>();
        List<Exchange> batch = batches.begin("merge", exchange);
        for (Exchange one : batch) {
            Message record = one.getMessage();
            try {
                alarms.add(new LoggedAlarm(
                        Json.mapper().readValue(record.getBody(byte[].class), Alarm.class), position(record)));
            } catch (IOException | IllegalArgumentException e) {
                unreadable.add(unreadable(exchange.getContext(), record));
            }
        }
        LogId.ALARM.set(alarms.stream().map(logged -> logged.alarm().id()).toList());
        MergeResult result = merge.apply(alarms);
        metrics.merged(result);
        logged(result);
        Map<LogPosition, String> traces = traces(BatchCommit.trace(exchange), batch, result);
        exchange.setProperty(UNREADABLE, unreadable);
        exchange.setProperty(
                HANDED_OVER,
                result.handedOver().stream()
                        .map(recovery ->
                                LogRecord.of(exchange.getContext(), recovery.fingerprint(), Json.bytes(recovery)))
                        .toList());
        exchange.getMessage()
                .setBody(result.publications().stream()
                        .map(change -> published(exchange.getContext(), change, traces.get(change.position())))
                        .toList());
    }

    private static void logged(MergeResult result) {
        if (StepLog.on()) {
            result.alarms()
                    .forEach(merged -> StepLog.merged(
                            merged.logged().alarm().id(),
                            merged.eventId(),
                            merged.outcome().wireName()));
        }
    }

    private Message unreadable(CamelContext context, Message record) {
        metrics.rejected("log", ErrorCode.MALFORMED_BODY);
        String key = record.getHeader(KafkaConstants.KEY, "", String.class);
        return LogRecord.of(context, key, record.getBody(byte[].class));
    }

    /** What follows from the alarms of a batch, by their place in the log. */
    private static Map<LogPosition, String> traces(BatchTrace trace, List<Exchange> batch, MergeResult result) {
        if (!trace.on()) {
            return Map.of();
        }
        Map<LogPosition, Message> records = batch.stream()
                .map(Exchange::getMessage)
                .collect(Collectors.toMap(MergeAlarms::position, Function.identity(), (one, again) -> one));
        Map<LogPosition, String> traces = new HashMap<>();
        for (MergedAlarm merged : result.alarms()) {
            LogPosition position = merged.logged().position();
            Message record = records.get(position);
            String follows = record == null ? null : trace.step("merge", record, about(merged));
            if (follows != null) {
                traces.put(position, follows);
            }
        }
        return traces;
    }

    private static Map<String, String> about(MergedAlarm merged) {
        return Map.of(
                "veaiops.alarm_id", merged.logged().alarm().id(),
                "veaiops.event_id", merged.eventId(),
                "veaiops.outcome", merged.outcome().wireName());
    }

    private static Message published(CamelContext context, Publication change, @Nullable String trace) {
        PublishedEvent event = PublishedEvent.of(change.event(), change.transition(), change.position());
        Map<String, Object> headers = headers(event, change);
        if (trace != null) {
            headers.put(Tracing.HEADER, trace);
        }
        return LogRecord.of(context, event.fingerprint(), Json.bytes(event), headers);
    }

    private static Map<String, Object> headers(PublishedEvent event, Publication change) {
        Map<String, Object> headers = new HashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", event.cloudEventId());
        headers.put("ce_type", change.transition().cloudEventType());
        headers.put("ce_source", "/veaiops/" + event.source());
        headers.put("ce_subject", event.id());
        headers.put("ce_time", Json.text(event.updatedAt()));
        headers.put("content-type", "application/json");
        if (change.late() != null) {
            headers.put("ce_latestatus", change.late().name());
        }
        if (change.unmatched() != null) {
            headers.put(EventRecord.UNMATCHED, change.unmatched().text());
        }
        return headers;
    }

    private static LogPosition position(Message record) {
        return new LogPosition(
                record.getHeader(KafkaConstants.PARTITION, Integer.class),
                record.getHeader(KafkaConstants.OFFSET, Long.class));
    }
}

package routes.steps.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import routes.alarm.Alarm;
import routes.alarm.AlarmBuilder;
import routes.alarm.AlarmIds;
import routes.alarm.AlarmStatus;
import routes.alarm.Level;
import routes.common.json.Json;
import routes.common.tracing.Tracing;
import routes.event.AlarmMerge;
import routes.event.Event;
import routes.event.EventChange;
import routes.event.EventLedger;
import routes.event.MergePolicy;
import routes.event.MergeResult;
import routes.event.MergedAlarm;
import routes.event.StoredAlarm;
import routes.fakes.PublicSchema;
import routes.steps.kafka.BatchCommit;
import routes.steps.kafka.StageWatch;
import routes.steps.watch.PipelineMetrics;

/** What leaves the merge for {@code veaiops.events}. */
class MergeAlarmsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final PublicSchema SCHEMA = PublicSchema.named("event");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final RecordingLedger ledger = new RecordingLedger();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final MergeAlarms merge = new MergeAlarms(
            new AlarmMerge(ledger, source -> MergePolicy.DEFAULT)::merge,
            new PipelineMetrics(metrics),
            new BatchCommit(new StageWatch(metrics, Clock.fixed(NOW, ZoneOffset.UTC)), Tracing.OFF));

    @Test
    void an_event_travels_with_the_headers_of_cloud_events_and_the_fingerprint_as_key() throws IOException {
        Alarm alarm = anAlarm(AlarmStatus.FIRING, Level.P1);

        List<Message> published = merged(record(3, 17, Json.bytes(alarm)));

        assertThat(published).singleElement().satisfies(message -> {
            assertThat(message.getHeaders())
                    .containsOnly(
                            Map.entry("ce_specversion", "1.0"),
                            Map.entry("ce_id", alarm.id() + "-3-17"),
                            Map.entry("ce_type", "veaiops.event.opened"),
                            Map.entry("ce_source", "/veaiops/zabbix"),
                            Map.entry("ce_subject", alarm.id()),
                            Map.entry("ce_time", "2026-11-23T10:00:00.000Z"),
                            Map.entry("content-type", "application/json"),
                            Map.entry(KafkaConstants.KEY, "zabbix:13"));
        });
        assertThat(SCHEMA.problemsOf(valueOf(published.get(0)))).isEmpty();
    }

    @Test
    void each_transition_has_its_type_and_an_id_of_its_own() {
        List<Message> published = merged(
                record(0, 1, Json.bytes(anAlarm(AlarmStatus.FIRING, Level.P1))),
                record(0, 2, Json.bytes(anAlarm(AlarmStatus.FIRING, Level.P0))),
                record(0, 3, Json.bytes(anAlarm(AlarmStatus.RESOLVED, Level.P0))));

        assertThat(published)
                .extracting(message -> message.getHeader("ce_type"))
                .containsExactly("veaiops.event.opened", "veaiops.event.escalated", "veaiops.event.resolved");
        assertThat(published).extracting(message -> message.getHeader("ce_id")).doesNotHaveDuplicates();
        assertThat(published)
                .extracting(message -> message.getHeader("ce_subject"))
                .containsOnly(ledger.onlyEvent());
    }

    @Test
    void a_record_that_is_no_alarm_goes_to_the_rejected_inbox_and_holds_up_no_other() {
        byte[] nonsense = "{\"what\":".getBytes(StandardCharsets.UTF_8);

        Exchange batch = batch(record(0, 1, nonsense), record(0, 2, Json.bytes(anAlarm(AlarmStatus.FIRING, Level.P1))));

        merge.process(batch);

        assertThat(messages(batch.getProperty(MergeAlarms.UNREADABLE)))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.getBody(byte[].class)).isEqualTo(nonsense);
                    assertThat(record.getHeaders()).containsOnly(Map.entry(KafkaConstants.KEY, "zabbix:13"));
                });
        assertThat(messages(batch.getMessage().getBody())).singleElement().satisfies(record -> assertThat(
                        SCHEMA.problemsOf(valueOf(record)))
                .isEmpty());
        assertThat(metrics.get("veaiops.alarms.rejected").counter().count()).isOne();
    }

    @Test
    void a_recovery_that_is_handed_over_goes_back_to_the_log_under_the_fingerprint_that_it_ends() throws IOException {
        Alarm recovery = anAlarm(AlarmStatus.RESOLVED, Level.P1);
        MergeAlarms handing = new MergeAlarms(
                alarms -> new MergeResult(List.of(), List.of(), List.of(), 0, List.of(recovery)),
                new PipelineMetrics(metrics),
                new BatchCommit(new StageWatch(metrics, Clock.fixed(NOW, ZoneOffset.UTC)), Tracing.OFF));
        Exchange batch = batch(record(0, 1, Json.bytes(anAlarm(AlarmStatus.RESOLVED, Level.P1))));

        handing.process(batch);

        Message back = messages(batch.getProperty(MergeAlarms.HANDED_OVER)).get(0);
        assertThat(back.getHeaders()).containsOnly(Map.entry(KafkaConstants.KEY, recovery.fingerprint()));
        assertThat(valueOf(back).path("_id").asText()).isEqualTo(recovery.id());
        assertThat(messages(batch.getMessage().getBody())).isEmpty();
    }

    @Test
    void lines_written_while_a_batch_is_merged_or_tried_again_carry_the_ids_of_its_alarms() throws Exception {
        List<Alarm> alarms = List.of(anAlarm(AlarmStatus.FIRING, Level.P1), anAlarm(AlarmStatus.FIRING, Level.P0));
        String ids = alarms.get(0).id() + "," + alarms.get(1).id();
        BatchCommit commit = new BatchCommit(new StageWatch(metrics, Clock.fixed(NOW, ZoneOffset.UTC)), Tracing.OFF);
        MergeAlarms failing = new MergeAlarms(
                run -> {
                    throw new IllegalStateException("the store is away, seen by " + MDC.get("alarm_id"));
                },
                new PipelineMetrics(metrics),
                commit);
        Exchange batch =
                batch(alarms.stream().map(one -> record(0, 1, Json.bytes(one))).toArray(Exchange[]::new));

        assertThatThrownBy(() -> failing.process(batch)).hasMessageEndingWith(ids);
        assertThat(MDC.get("alarm_id")).isEqualTo(ids);

        Exchange done = batch();
        commit.begin("merge", done);
        commit.process(done);
        assertThat(MDC.get("alarm_id")).isNull();
    }

    private List<Message> merged(Exchange... records) {
        Exchange batch = batch(records);
        merge.process(batch);
        assertThat(messages(batch.getProperty(MergeAlarms.HANDED_OVER))).isEmpty();
        assertThat(messages(batch.getProperty(MergeAlarms.UNREADABLE))).isEmpty();
        return messages(batch.getMessage().getBody());
    }

    private Exchange batch(Exchange... records) {
        Exchange batch = new DefaultExchange(context);
        batch.getMessage().setBody(Arrays.asList(records));
        return batch;
    }

    private static List<Message> messages(Object records) {
        return ((List<?>) records).stream().map(Message.class::cast).toList();
    }

    private Exchange record(int partition, long offset, byte[] value) {
        Exchange record = new DefaultExchange(context);
        record.getMessage().setBody(value);
        record.getMessage().setHeader(KafkaConstants.KEY, "zabbix:13");
        record.getMessage().setHeader(KafkaConstants.PARTITION, partition);
        record.getMessage().setHeader(KafkaConstants.OFFSET, offset);
        return record;
    }

    private static Alarm anAlarm(AlarmStatus status, Level level) {
        return new AlarmBuilder(AlarmIds.fresh(NOW), "zabbix", NOW, null)
                .fingerprint("zabbix:13")
                .status(status)
                .level(level)
                .title("CPU of web-1")
                .raw(JsonNodeFactory.instance.objectNode())
                .build();
    }

    private static JsonNode valueOf(Message message) throws IOException {
        return Json.mapper().readTree(message.getBody(byte[].class));
    }

    /** An empty store that remembers what was written. */
    private static final class RecordingLedger implements EventLedger {
        private final List<EventChange> written = new ArrayList<>();

        String onlyEvent() {
            assertThat(written).hasSize(1);
            return written.get(0).event().id();
        }

        @Override
        public Map<String, StoredAlarm> alarmsById(Collection<String> ids) {
            return Map.of();
        }

        @Override
        public Map<String, Event> newestByFingerprint(Collection<String> fingerprints) {
            return Map.of();
        }

        @Override
        public List<Event> eventsById(Collection<String> ids) {
            return List.of();
        }

        @Override
        public void write(List<MergedAlarm> alarms, List<EventChange> events) {
            written.addAll(events);
        }
    }
}

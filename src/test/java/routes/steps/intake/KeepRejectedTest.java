package routes.steps.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import routes.alarm.AlarmIds;
import routes.alarm.Intake;
import routes.alarm.rejected.RejectedBody;
import routes.alarm.rejected.RejectedFilter;
import routes.alarm.rejected.RejectedState;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.common.tracing.Tracing;
import routes.steps.kafka.BatchCommit;
import routes.steps.kafka.StageWatch;
import routes.store.MongoHistory;
import routes.store.MongoRejectedRepository;
import routes.store.StoreIndexes;
import routes.store.WireServer;

/** What becomes of records on {@code veaiops.alarms.rejected}. */
@Tag("slow")
class KeepRejectedTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final RejectedFilter ALL = new RejectedFilter(List.of(), List.of(), List.of(), null, null);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final WireServer store = WireServer.start();
    private final MongoRejectedRepository book = new MongoRejectedRepository(store.database());
    private final KeepRejected keep = new KeepRejected(
            book, new BatchCommit(new StageWatch(new SimpleMeterRegistry(), clock), Tracing.OFF), clock);

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void a_refused_body_is_kept_byte_by_byte_with_its_reason() {
        byte[] body = {'{', (byte) 0xff};

        kept(record(3, 17, refused(body)));

        assertThat(only()).satisfies(one -> {
            assertThat(one.body()).isEqualTo(body);
            assertThat(one.source()).isEqualTo("zabbix");
            assertThat(one.receivedAt()).isEqualTo(NOW.minusSeconds(5));
            assertThat(one.contentType()).isEqualTo("application/json");
            assertThat(one.retryId()).isEqualTo("retry-1");
            assertThat(one.error()).isEqualTo("invalid_field");
            assertThat(one.field()).isEqualTo("params.host");
            assertThat(one.state()).isEqualTo(RejectedState.REJECTED);
        });
    }

    @Test
    void a_record_that_is_read_again_adds_nothing_and_undoes_nothing() {
        StoreIndexes.create(store.database());
        kept(record(0, 1, refused(new byte[] {1})));
        book.move(only().id(), RejectedState.DISCARDED, List.of(), NOW);

        kept(record(0, 1, refused(new byte[] {1})), record(0, 2, refused(new byte[] {2})));

        assertThat(book.find(ALL, 0, 10).bodies())
                .extracting(RejectedBody::state)
                .containsExactlyInAnyOrder(RejectedState.DISCARDED, RejectedState.REJECTED);
    }

    @Test
    void a_body_that_is_refused_again_and_again_is_one_row_with_a_count() {
        StoreIndexes.create(store.database());
        kept(record(0, 1, refused(new byte[] {1})), record(0, 2, refused(new byte[] {1})));
        kept(record(0, 3, refused(new byte[] {1}, NOW)), record(0, 4, refused(new byte[] {2}, NOW)));

        assertThat(book.find(ALL, 0, 10).total()).isEqualTo(2);
        RejectedBody repeated = book.next(ALL, null, 10).bodies().stream()
                .filter(body -> body.count() > 1)
                .findFirst()
                .orElseThrow();
        assertThat(repeated.count()).isEqualTo(3);
        assertThat(repeated.firstSeen()).isEqualTo(NOW.minusSeconds(5));
        assertThat(repeated.receivedAt()).isEqualTo(NOW);
        assertThat(repeated.body()).containsExactly(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"REPLAYED", "DISCARDED"})
    void what_comes_again_after_a_decision_is_a_row_of_its_own(RejectedState dealtWith) {
        StoreIndexes.create(store.database());
        kept(record(0, 1, refused(new byte[] {1})));
        book.move(only().id(), dealtWith, List.of(), NOW);

        kept(record(0, 2, refused(new byte[] {1})));

        assertThat(book.find(ALL, 0, 10).bodies())
                .extracting(RejectedBody::state)
                .containsExactlyInAnyOrder(dealtWith, RejectedState.REJECTED);
    }

    @Test
    void what_the_merge_could_not_read_is_kept_as_it_is() {
        byte[] nonsense = "{\"source\":\"zabbix\",\"body\":\"*\"".getBytes(StandardCharsets.UTF_8);
        byte[] almost = Json.bytes(Map.of("source", "zabbix", "title", "an alarm without a fingerprint"));
        byte[] broken = Json.bytes(new RefusedBody.Kept("zabbix", NOW, "", "***", null, null, null, "e", null, "m"));

        kept(record(0, 1, nonsense), record(0, 2, almost), record(0, 3, broken));

        assertThat(book.next(ALL, null, 10).bodies())
                .allSatisfy(one -> assertThat(one.source()).isEqualTo("log"))
                .extracting(RejectedBody::body)
                .containsExactlyInAnyOrder(nonsense, almost, broken);
    }

    @Test
    void of_a_body_over_the_limit_of_a_record_the_beginning_is_kept_and_its_size() {
        kept(record(0, 1, refused(new byte[1001])));
        assertThat(only().body()).hasSize(1000);
        assertThat(only().size()).isEqualTo(1001);
        assertThat(only().cut()).isTrue();

        kept(record(0, 2, refused(new byte[1000])));
        assertThat(book.next(ALL, null, 10).bodies())
                .filteredOn(one -> !one.cut())
                .hasSize(1);
    }

    @Test
    void old_bodies_are_forgotten_and_younger_ones_are_kept() {
        kept(record(0, 1, refused(new byte[] {1})));

        MongoHistory history = new MongoHistory(store.database());

        assertThat(history.delete("rejected", NOW.minusSeconds(6), NOW)).isZero();
        assertThat(history.delete("rejected", NOW, NOW)).isOne();
        assertThat(book.find(ALL, 0, 10).total()).isZero();
    }

    private RejectedBody only() {
        List<RejectedBody> bodies = book.next(ALL, null, 10).bodies();
        assertThat(bodies).hasSize(1);
        return bodies.get(0);
    }

    private static byte[] refused(byte[] body) {
        return refused(body, NOW.minusSeconds(5));
    }

    private static byte[] refused(byte[] body, Instant receivedAt) {
        Intake intake = new Intake(
                "zabbix", "application/json", body, Map.of(), "retry-1", receivedAt, () -> AlarmIds.fresh(NOW));
        return Json.bytes(
                new RefusedBody(intake, RefusedRequest.invalid("params.host", "params.host is missing")).kept(1000));
    }

    private void kept(Exchange... records) {
        Exchange batch = new DefaultExchange(context);
        batch.getMessage().setBody(Arrays.asList(records));
        keep.process(batch);
    }

    private Exchange record(int partition, long offset, byte[] value) {
        Exchange record = new DefaultExchange(context);
        record.getMessage().setBody(value);
        record.getMessage().setHeader(KafkaConstants.KEY, "zabbix");
        record.getMessage().setHeader(KafkaConstants.PARTITION, partition);
        record.getMessage().setHeader(KafkaConstants.OFFSET, offset);
        record.getMessage().setHeader(KafkaConstants.TIMESTAMP, NOW.toEpochMilli());
        return record;
    }
}

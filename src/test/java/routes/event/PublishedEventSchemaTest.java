package routes.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.alarm.AlarmBuilder;
import routes.alarm.AlarmIds;
import routes.alarm.AlarmStatus;
import routes.alarm.Level;
import routes.common.json.Json;
import routes.fakes.PublicSchema;

/** What goes to {@code veaiops.events} keeps to {@code schemas/event.schema.json}. */
class PublishedEventSchemaTest {
    private static final PublicSchema SCHEMA = PublicSchema.named("event");
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final List<LoggedAlarm> log = new ArrayList<>();

    @Test
    void the_value_of_every_transition_is_valid() {
        firing(Level.P2, NOW);
        merged(Transition.OPENED);
        firing(Level.P2, NOW.plusSeconds(1));
        merged(Transition.OPENED);
        firing(Level.P0, NOW.plusSeconds(2));
        merged(Transition.OPENED, Transition.ESCALATED);
        recovery(NOW.plusSeconds(3));
        List<Publication> lived = merged(Transition.OPENED, Transition.ESCALATED, Transition.RESOLVED);
        log.clear();
        firing(Level.P1, NOW);
        firing(Level.P1, NOW.plus(Duration.ofHours(2)));
        List<Publication> forgotten = merged(Transition.OPENED, Transition.EXPIRED, Transition.OPENED);

        assertThat(lived).allSatisfy(PublishedEventSchemaTest::isValid);
        assertThat(forgotten).allSatisfy(PublishedEventSchemaTest::isValid);
    }

    @Test
    void what_flaps_is_valid_and_is_read_as_it_was_written() throws java.io.IOException {
        for (int second = 0; second < 6; second += 2) {
            firing(Level.P1, NOW.plusSeconds(second));
            recovery(NOW.plusSeconds(second + 1));
        }
        MergePolicy policy = new MergePolicy(Duration.ofHours(1), false, new FlappingRule(3, Duration.ofMinutes(10)));
        List<Publication> published = new FingerprintMerge(policy, null, List.of(), Map.of())
                .merge(log)
                .publications();

        assertThat(published).hasSize(6).allSatisfy(PublishedEventSchemaTest::isValid);
        PublishedEvent last = PublishedEvent.of(
                published.get(5).event(), Transition.RESOLVED, published.get(5).position());
        assertThat(last.flapping()).isEqualTo(new Flapping(NOW.plusSeconds(2), 6, Level.P1, false));
        assertThat(Json.mapper().readValue(Json.bytes(last), PublishedEvent.class))
                .isEqualTo(last);
    }

    @Test
    void a_repeat_and_a_recovery_with_nothing_open_are_valid() {
        recovery(NOW);
        List<Publication> recovered = merged(Transition.RESOLVED);
        Event event = recovered.get(0).event();

        assertThat(recovered).allSatisfy(PublishedEventSchemaTest::isValid);
        isValid(new Publication(event, Transition.REPEATED, event.applied()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_id",
                "transition",
                "revision",
                "state",
                "event_level",
                "fingerprint",
                "count",
                "position",
                "raw_data"
            })
    void an_event_without_a_required_field_is_invalid(String field) {
        firing(Level.P1, NOW);
        ObjectNode event = published(merged(Transition.OPENED).get(0));
        event.remove(field);

        assertThat(SCHEMA.problemsOf(event)).isNotEmpty();
    }

    @Test
    void a_strange_field_or_a_time_with_an_offset_is_invalid() {
        firing(Level.P1, NOW);
        ObjectNode event = published(merged(Transition.OPENED).get(0));

        assertThat(SCHEMA.problemsOf(event.deepCopy().put("colour", "red"))).isNotEmpty();
        assertThat(SCHEMA.problemsOf(event.deepCopy().put("last_seen", "2026-11-23T18:00:00+08:00")))
                .isNotEmpty();
    }

    private void firing(Level level, Instant at) {
        log(AlarmStatus.FIRING, level, at);
    }

    private void recovery(Instant at) {
        log(AlarmStatus.RESOLVED, Level.P2, at);
    }

    private void log(AlarmStatus status, Level level, Instant at) {
        ObjectNode raw = JsonNodeFactory.instance.objectNode().put("title", "CPU");
        AlarmBuilder alarm = new AlarmBuilder(AlarmIds.fresh(at), "zabbix", at, null)
                .fingerprint("zabbix:13")
                .status(status)
                .level(level)
                .title("CPU of web-1")
                .label("host", "web-1")
                .raw(raw);
        log.add(new LoggedAlarm(alarm.build(), new LogPosition(2, log.size())));
    }

    private List<Publication> merged(Transition... expected) {
        List<Publication> publications = new FingerprintMerge(MergePolicy.DEFAULT, null, List.of(), Map.of())
                .merge(log)
                .publications();
        assertThat(publications).extracting(Publication::transition).containsExactly(expected);
        return publications;
    }

    private static void isValid(Publication publication) {
        assertThat(SCHEMA.problemsOf(published(publication))).isEmpty();
    }

    private static ObjectNode published(Publication publication) {
        return Json.mapper()
                .valueToTree(PublishedEvent.of(publication.event(), publication.transition(), publication.position()));
    }
}

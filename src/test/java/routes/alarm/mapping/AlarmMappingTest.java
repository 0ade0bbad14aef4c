package routes.alarm.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.alarm.Alarm;
import routes.alarm.AlarmStatus;
import routes.alarm.Intakes;
import routes.alarm.Level;
import routes.error.RefusedRequest;

class AlarmMappingTest {
    private static final JsonSchema SHAPE = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(AlarmMappingTest.class.getResourceAsStream("/schemas/mapped-alarm.schema.json"));
    private static final String GOOD = "{fingerprint: .id, status: \"firing\", level: \"P1\", title: \"t\"}";

    @Test
    void a_body_becomes_the_alarms_of_its_items_in_their_order() {
        AlarmMapping mapping = new AlarmMapping(
                Optional.empty(),
                JqProgram.compile(".items[]"),
                JqProgram.compile("{fingerprint: [$body.site, .id], status: .state, level: \"p0\", title: .name,"
                        + " labels: {n: .n, none: null, deep: {a: 1}}, project: .owner, occurred_at: .at}"));

        List<Alarm> alarms = mapping.convert(Intakes.json(
                "demo",
                "{\"site\":\"s:1\",\"items\":[{\"id\":7,\"state\":\"firing\",\"name\":\"one\",\"n\":1.5,\"owner\":\"shop\","
                        + "\"at\":1746000000},{\"id\":8,\"state\":\"resolved\",\"name\":\"two\",\"at\":\"never\"}]}"));

        assertThat(alarms).extracting(Alarm::fingerprint).containsExactly("demo:key:s%3A1:7", "demo:key:s%3A1:8");
        assertThat(alarms).extracting(Alarm::status).containsExactly(AlarmStatus.FIRING, AlarmStatus.RESOLVED);
        assertThat(alarms).extracting(Alarm::level).containsOnly(Level.P0);
        assertThat(alarms.get(0).labels()).containsOnly(Map.entry("n", "1.5"), Map.entry("deep", "{\"a\":1}"));
        assertThat(alarms.get(0).project()).containsExactly("shop");
        assertThat(alarms.get(0).sentAt()).hasToString("2025-04-30T08:00:00Z");
        assertThat(alarms.get(1).sentAt()).isNull();
        assertThat(alarms.get(1).raw().get("name").textValue()).isEqualTo("two");
    }

    @Test
    void what_the_mapping_ignores_is_no_alarm_and_keeps_the_others_in_place() {
        AlarmMapping mapping = mapping("if .skip then {ignore: \"a test\"} else " + GOOD + " end", ".[]");

        List<Alarm> alarms = mapping.convert(
                Intakes.retried(Intakes.json("demo", "[{\"skip\":true},{\"id\":\"a\"}]"), "delivery-1"));
        List<Alarm> alone = mapping.convert(Intakes.retried(Intakes.json("demo", "[{\"id\":\"a\"}]"), "delivery-1"));

        assertThat(alarms).hasSize(1);
        assertThat(alarms.get(0).id()).isNotEqualTo(alone.get(0).id());
        assertThat(mapping.convert(Intakes.json("demo", "[{\"skip\":true}]"))).isEmpty();
    }

    @Test
    void a_delivery_that_is_named_in_the_body_has_the_same_ids_again() {
        AlarmMapping mapping = new AlarmMapping(
                Optional.of(JqProgram.compile(".delivery")), JqProgram.compile("."), JqProgram.compile(GOOD));

        Alarm first = mapping.convert(Intakes.json("demo", "{\"id\":\"a\",\"delivery\":\"d1\"}"))
                .get(0);
        Alarm again = mapping.convert(Intakes.json("demo", "{\"id\":\"a\",\"delivery\":\"d1\"}"))
                .get(0);
        Alarm other = mapping.convert(Intakes.json("demo", "{\"id\":\"a\",\"delivery\":\"d2\"}"))
                .get(0);
        Alarm unnamed = mapping.convert(Intakes.json("demo", "{\"id\":\"a\"}")).get(0);

        assertThat(again.id()).isEqualTo(first.id()).isNotEqualTo(other.id());
        assertThat(unnamed.id()).isEqualTo(Intakes.ID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{status: 'firing', level: 'P1', title: 't'} | alarm[0].fingerprint",
                "{fingerprint: [], status: 'firing', level: 'P1', title: 't'} | alarm[0].fingerprint",
                "{fingerprint: ['a', null], status: 'firing', level: 'P1', title: 't'} | alarm[0].fingerprint[1]",
                "{fingerprint: ' ', status: 'firing', level: 'P1', title: 't'} | alarm[0].fingerprint",
                "{fingerprint: 'a', level: 'P1', title: 't'} | alarm[0].status",
                "{fingerprint: 'a', status: 'broken', level: 'P1', title: 't'} | alarm[0].status",
                "{fingerprint: 'a', status: 'firing', level: 'high', title: 't'} | alarm[0].level",
                "{fingerprint: 'a', status: 'firing', level: 'P1'} | alarm[0].title",
                "{fingerprint: 'a', status: 'firing', level: 'P1', title: {}} | alarm[0].title",
                "{fingerprint: 'a', status: 'firing', level: 'P1', title: 't', labels: 'x'} | alarm[0].labels",
                "{fingerprint: 'a', status: 'firing', level: 'P1', title: 't', project: [{}]} | alarm[0].project[0]",
                "{fingerprint: 'a', status: 'firing', level: 'P1', title: 't', colour: 'red'} | alarm[0].colour",
            })
    void an_alarm_that_is_not_whole_is_refused_by_its_field(String program, String field) {
        AlarmMapping mapping = mapping(program.replace('\'', '"'), ".");

        assertThatThrownBy(() -> mapping.convert(Intakes.json("demo", "{}")))
                .isInstanceOfSatisfying(RefusedRequest.class, refused -> assertThat(refused.field())
                        .hasValue(field));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "empty | . | alarm[0]: the mapping must give one object, it gives 0 values",
                "(1, 2) | . | alarm[0]: the mapping must give one object, it gives 2 values",
                "42 | . | alarm[0]: the mapping must give one object, it gives number",
                ".a.b.c | . | alarm[0]: the mapping cannot read this body",
                "def f: f; f | . | alarm[0]: the mapping cannot read this body",
                "env | . | alarm[0]: the mapping cannot read this body: a mapping does not see the environment",
                "$ENV | . | alarm[0]: the mapping cannot read this body",
                ". | .a[]? | the mapping finds no alarm in this body",
                ". | range(1000000) | each: the mapping cannot read this body: more than 10000 results",
            })
    void a_program_that_gives_something_else_refuses_the_body(String alarm, String each, String message) {
        AlarmMapping mapping = mapping(alarm, each);

        assertThatThrownBy(() -> mapping.convert(Intakes.json("demo", "{\"a\":\"text\"}")))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageStartingWith(message);
    }

    private static AlarmMapping mapping(String alarm, String each) {
        return new AlarmMapping(Optional.empty(), JqProgram.compile(each), JqProgram.compile(alarm));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{fingerprint: 'a', status: 'firing', level: 'P1', title: 't'} | true",
                "{fingerprint: ['a', 1], status: 'Resolved', level: 'p0', title: 1, labels: {a: [1]}, project: ['x', null]} | true",
                "{fingerprint: 'a', status: 'firing', level: 'P1', title: 't', occurred_at: 1, raw: {}, retry_id: 'r'} | true",
                "{ignore: 'why'} | true",
                "{fingerprint: '', status: 'firing', level: 'P1', title: 't'} | false",
                "{fingerprint: [], status: 'firing', level: 'P1', title: 't'} | false",
                "{fingerprint: [null], status: 'firing', level: 'P1', title: 't'} | false",
                "{fingerprint: 'a', status: 'broken', level: 'P1', title: 't'} | false",
                "{fingerprint: 'a', status: 'firing', level: 'P3', title: 't'} | false",
                "{fingerprint: 'a', status: 'firing', level: 'P1', title: ' '} | false",
                "{fingerprint: 'a', status: 'firing', level: 'P1', title: 't', labels: 'x'} | false",
                "{fingerprint: 'a', status: 'firing', level: 'P1', title: 't', project: [[]]} | false",
                "{fingerprint: 'a', status: 'firing', level: 'P1', title: 't', colour: 'red'} | false",
            })
    void the_published_schema_says_the_same_as_the_reader(String program, boolean good) throws Exception {
        JsonNode shape = JqProgram.compile(program.replace('\'', '"'))
                .run(NullNode.getInstance(), Map.of())
                .get(0);

        assertThat(SHAPE.validate(shape).isEmpty()).isEqualTo(good);
        AlarmMapping mapping = mapping(program.replace('\'', '"'), ".");
        if (good) {
            assertThat(mapping.convert(Intakes.json("demo", "{}"))).hasSizeLessThan(2);
        } else {
            assertThatThrownBy(() -> mapping.convert(Intakes.json("demo", "{}")))
                    .isInstanceOf(RefusedRequest.class);
        }
    }
}

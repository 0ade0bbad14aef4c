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
import routes.alarm.Converted;
import routes.alarm.Disposition;
import routes.alarm.Intake;
import routes.alarm.Intakes;
import routes.alarm.Level;
import routes.common.error.RefusedRequest;

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
                        + " labels: {n: .n, none: null, deep: {a: 1}}, project: .owner, occurred_at: .at}"),
                Optional.empty());

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
                Optional.of(JqProgram.compile(".delivery")),
                JqProgram.compile("."),
                JqProgram.compile(GOOD),
                Optional.empty());

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
                "{fingerprint: 'a', status: 'firing', level: {}, title: 't'} | alarm[0].level",
                "{fingerprint: ['a', ([.x] @ .[0] @ tostring)], status: 'firing', title: 't'} | alarm[0].fingerprint[1]",
                "{fingerprint: 'null:host:a', status: 'firing', title: 't'} | alarm[0].fingerprint",
                "{fingerprint: '\\(.x)/a', status: 'firing', title: 't'} | alarm[0].fingerprint",
                "{fingerprint: ([.x, .y] @ join('/')), status: 'firing', title: 't'} | alarm[0].fingerprint",
                "{fingerprint: 'a', status: 'firing', extra_labels: [1], title: 't'} | alarm[0].extra_labels",
                "{fingerprint: 'a', status: 'firing', level: 'P1', title: 't', labels: 'x'} | alarm[0].labels",
                "{fingerprint: 'a', status: 'firing', level: 'P1', title: 't', project: [{}]} | alarm[0].project[0]",
                "{fingerprint: 'a', status: 'firing', level: 'P1', title: 't', colour: 'red'} | alarm[0].colour",
            })
    void an_alarm_that_is_not_whole_is_refused_by_its_field(String program, String field) {
        AlarmMapping mapping = mapping(program.replace('\'', '"').replace('@', '|'), ".");

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
                ". | .a[]? | the mapping finds no alarm in this body",
                ". | range(1000000) | each: the mapping cannot read this body: more than 10000 results",
            })
    void a_program_that_gives_something_else_refuses_the_body(String alarm, String each, String message) {
        AlarmMapping mapping = mapping(alarm, each);

        assertThatThrownBy(() -> mapping.convert(Intakes.json("demo", "{\"a\":\"text\"}")))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: null, labels: {alertname: 'Disk', rule: 'r'} | Disk",
                "title: ' ', labels: {rule: 'r'}, summary: 's' | r",
                "title: '', summary: 'first line\\nsecond' | first line",
                "title: null, labels: {alertname: ' '} | demo:key:k",
                "title: 7 | 7",
                "title: {a: 1} | {\"a\":1}",
            })
    void an_alarm_always_has_a_title(String fields, String title) {
        AlarmMapping mapping = mapping(
                "{fingerprint: 'k', status: 'firing', ".replace('\'', '"') + fields.replace('\'', '"') + "}", ".");

        assertThat(mapping.convert(Intakes.json("demo", "{}")).get(0).title()).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "['Critical '] | P0 | ",
                "['', null, 'HIGH'] | P1 | ",
                "['ticket', 'p2'] | P2 | ",
                "null | P2 | ",
                "['ticket'] | P2 | ticket",
                "['ticket', 'mauve'] | P2 | ticket",
            })
    void a_level_is_what_the_first_known_word_means_and_an_unknown_word_is_shown(
            String words, Level level, String unknown) {
        AlarmMapping mapping = mapping(
                "{fingerprint: 'k', status: 'firing', level: ".replace('\'', '"') + words.replace('\'', '"') + "}",
                ".");

        Alarm alarm = mapping.convert(Intakes.json("demo", "{}")).get(0);

        assertThat(alarm.level()).isEqualTo(level);
        assertThat(alarm.labels().get("unknown_level")).isEqualTo(unknown);
    }

    @Test
    void labels_of_the_sender_stay_and_facts_of_the_same_name_stand_beside_them() {
        AlarmMapping mapping = mapping(
                "{fingerprint: \"k\", status: \"firing\", labels: .labels,"
                        + " extra_labels: {group: \"g\", same: \"s\", free: \"f\", gone: null}}",
                ".");

        Alarm alarm = mapping.convert(
                        Intakes.json("demo", "{\"labels\":{\"group\":\"payments\",\"same\":\"s\",\"gone\":\"kept\"}}"))
                .get(0);

        assertThat(alarm.labels())
                .containsOnly(
                        Map.entry("group", "payments"),
                        Map.entry("veaiops_group", "g"),
                        Map.entry("same", "s"),
                        Map.entry("free", "f"),
                        Map.entry("gone", "kept"));
    }

    @Test
    void what_a_test_button_sent_is_marked_as_a_test() {
        String test = GOOD.replace("}", ", test: .button}");

        assertThat(mapping(test, ".").convert(Intakes.json("demo", "{\"id\":1,\"button\":true}")))
                .extracting(Alarm::disposition)
                .containsExactly(Disposition.TEST);
        assertThat(mapping(test, ".").convert(Intakes.json("demo", "{\"id\":1}")))
                .extracting(Alarm::disposition)
                .containsExactly(Disposition.NOTIFY);
        assertThatThrownBy(() -> mapping(test, ".").convert(Intakes.json("demo", "{\"id\":1,\"button\":\"yes\"}")))
                .hasMessageContaining("test must be true or false");
    }

    @Test
    void one_bad_item_costs_no_other_and_can_be_converted_by_itself_under_the_same_id() {
        AlarmMapping mapping = mapping(GOOD, ".items[]");
        Intake post = Intakes.retried(
                Intakes.json("demo", "{\"site\":\"s\",\"items\":[{\"id\":\"a\"},{\"id\":\" \"},{\"id\":\"c\"}]}"),
                "delivery-1");

        Converted converted = mapping.items(post);

        assertThat(converted.usable()).isTrue();
        assertThat(converted.alarms()).extracting(Alarm::fingerprint).containsExactly("demo:key:a", "demo:key:c");
        Converted.RefusedItem refused = converted.refused().get(0);
        assertThat(refused.index()).isEqualTo(1);
        assertThat(refused.reason().field()).hasValue("alarm[1].fingerprint");
        assertThat(refused.body().get()).asString().isEqualTo("{\"site\":\"s\",\"items\":[{\"id\":\" \"}]}");

        AlarmMapping mended = mapping(GOOD.replace(".id", "said(.id; \"b\")"), ".items[]");
        List<Alarm> again = mended.convert(post.item(1, refused.body().get()));
        assertThat(again).hasSize(1);
        assertThat(again.get(0).id()).isEqualTo(mended.convert(post).get(1).id());
        assertThat(again.get(0).fingerprint()).isEqualTo("demo:key:b");
    }

    @Test
    void items_that_the_mapping_made_are_kept_with_the_whole_body_and_found_by_their_place() {
        AlarmMapping mapping = mapping(GOOD, ".ids[] | {id: .}");
        Intake post = Intakes.json("demo", "{\"ids\":[\"a\",\"\",\"c\"]}");

        Converted.RefusedItem refused = mapping.items(post).refused().get(0);

        assertThat(refused.body().get()).isEqualTo(post.body());
        assertThat(mapping.items(post.item(2, post.body())).alarms())
                .extracting(Alarm::fingerprint)
                .containsExactly("demo:key:c");
        assertThatThrownBy(() -> mapping.items(post.item(3, post.body()))).hasMessageContaining("no item 3");
    }

    @ParameterizedTest
    @CsvSource({"'{\"items\":[]}', true", "'{\"other\":[]}', true", "'{\"items\":null}', false", "'{}', false"})
    void an_empty_list_has_no_items_and_what_is_no_list_is_a_mistake(String body, boolean good) {
        AlarmMapping mapping = mapping(GOOD, ".items[]?");

        if (good) {
            assertThat(mapping.items(Intakes.json("demo", body)).usable()).isTrue();
        } else {
            assertThatThrownBy(() -> mapping.items(Intakes.json("demo", body))).isInstanceOf(RefusedRequest.class);
        }
    }

    private static AlarmMapping mapping(String alarm, String each) {
        return new AlarmMapping(Optional.empty(), JqProgram.compile(each), JqProgram.compile(alarm), Optional.empty());
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
                "{fingerprint: 'a', status: 'firing', level: ['P3', null], title: ' ', extra_labels: {a: 1}} | true",
                "{fingerprint: 'a', status: 'firing', title: {a: 1}} | true",
                "{fingerprint: 'a', status: 'firing', level: {}, title: 't'} | false",
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

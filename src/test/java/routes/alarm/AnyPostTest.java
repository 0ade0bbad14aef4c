package routes.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import routes.common.error.RefusedRequest;

/** Whatever is posted, a converter gives alarms that can be stored or refuses; it never fails in another way. */
@Tag("slow")
class AnyPostTest {
    private static final List<String> SOURCES =
            SamplePosts.CONVERTERS.keySet().stream().sorted().toList();
    private static final List<Path> POSTS = SamplePosts.all().stream()
            .filter(post -> post.toString().endsWith(".json"))
            .toList();
    private static final JsonMapper ESCAPED =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final List<String> WORDS = List.of(
            "Type",
            "Event",
            "Metric",
            "Id",
            "EventType",
            "AccountId",
            "params",
            "tags",
            "data",
            "agent_type",
            "chatops_interest_agent",
            "ruleId",
            "dimensions",
            "customLabels",
            "HappenedAt",
            "null",
            "");

    @Property(tries = 1000)
    void any_bytes_are_understood_or_refused(@ForAll byte[] body) {
        SOURCES.forEach(source -> understoodOrRefused(Intakes.json(source, body)));
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void any_json_is_understood_or_refused(@ForAll("json") JsonNode body) {
        SOURCES.forEach(source -> understoodOrRefused(Intakes.json(source, written(body))));
    }

    @Property(tries = 1000)
    void any_form_is_understood_or_refused(@ForAll("forms") Map<String, String> form) {
        understoodOrRefused(Intakes.form("aliyun", form));
    }

    @Property(tries = 1500)
    void a_real_post_with_any_value_in_any_place_is_understood_or_refused(
            @ForAll("posts") Path post, @ForAll("json") JsonNode value, @ForAll Random random) {
        Intake intake = SamplePosts.intake(post);
        JsonNode body = parsed(intake.body());
        if (body instanceof ObjectNode object) {
            replaceSomewhere(object, value, random);
            understoodOrRefused(Intakes.json(intake.source(), written(object)));
        }
    }

    @Property(tries = 500)
    void a_real_post_with_any_broken_byte_is_understood_or_refused(
            @ForAll("posts") Path post, @ForAll byte value, @ForAll Random random) {
        Intake intake = SamplePosts.intake(post);
        byte[] body = intake.body().clone();
        body[random.nextInt(body.length)] = value;

        understoodOrRefused(Intakes.json(intake.source(), body));
    }

    @Provide
    Arbitrary<Path> posts() {
        return Arbitraries.of(POSTS);
    }

    @Provide
    Arbitrary<Map<String, String>> forms() {
        Arbitrary<String> names = Arbitraries.of(
                "ruleId",
                "metricName",
                "rawMetricName",
                "dimensions",
                "customLabels",
                "alertState",
                "triggerLevel",
                "timestamp",
                "alertName",
                "regionId",
                "namespace");
        Arbitrary<String> maps =
                Arbitraries.strings().withChars("{}[]=\", ab_01:\uD800").ofMaxLength(30);
        return Arbitraries.maps(
                names, Arbitraries.oneOf(maps, Arbitraries.strings().ofMaxLength(400)));
    }

    @Provide
    Arbitrary<JsonNode> json() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.of(WORDS),
                Arbitraries.strings().ofMaxLength(8),
                Arbitraries.of("\uD800", "x".repeat(2000)));
        Arbitrary<JsonNode> leaves = Arbitraries.oneOf(
                texts.map(nodes::textNode),
                Arbitraries.longs().map(nodes::numberNode),
                Arbitraries.doubles().map(nodes::numberNode),
                Arbitraries.bigIntegers().map(number -> nodes.numberNode(number)),
                Arbitraries.of(true, false).map(nodes::booleanNode),
                Arbitraries.just(nodes.nullNode()));
        return Arbitraries.recursive(() -> leaves, inner -> nested(texts, inner), 0, 3);
    }

    private static Arbitrary<JsonNode> nested(Arbitrary<String> names, Arbitrary<JsonNode> inner) {
        return Arbitraries.oneOf(
                inner,
                inner.list()
                        .ofMaxSize(3)
                        .map(items -> JsonNodeFactory.instance.arrayNode().addAll(items)),
                Combinators.combine(names.list().ofMaxSize(3), inner.list().ofSize(3))
                        .as(AnyPostTest::object));
    }

    private static JsonNode object(List<String> names, List<JsonNode> values) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < names.size(); i++) {
            object.set(names.get(i), values.get(i));
        }
        return object;
    }

    private static void understoodOrRefused(Intake intake) {
        try {
            List<Alarm> alarms = SamplePosts.CONVERTERS.get(intake.source()).convert(intake);

            assertThat(alarms).isNotEmpty().allSatisfy(AnyPostTest::canBeStored);
        } catch (RefusedRequest e) {
            assertThat(e.code().status()).isBetween(400, 422);
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static void canBeStored(Alarm alarm) throws JsonProcessingException {
        assertThat(alarm.fingerprint()).isNotBlank().hasSizeLessThanOrEqualTo(240);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(alarm.fingerprint()))
                .isTrue();
        assertThat(SamplePosts.JSON.writeValueAsBytes(alarm)).isNotEmpty();
        assertThat(alarm.labels().keySet()).noneMatch(name -> name.isBlank() || name.indexOf('\0') >= 0);
    }

    private static void replaceSomewhere(JsonNode tree, JsonNode value, Random random) {
        List<String> names = new ArrayList<>();
        tree.fieldNames().forEachRemaining(names::add);
        if (tree instanceof ObjectNode object && !names.isEmpty()) {
            String name = names.get(random.nextInt(names.size()));
            if (object.get(name).isContainerNode() && random.nextInt(4) > 0) {
                replaceSomewhere(object.get(name), value, random);
            } else {
                object.set(name, value);
            }
        } else if (tree instanceof ArrayNode array && !array.isEmpty()) {
            replaceSomewhere(array.get(random.nextInt(array.size())), value, random);
        }
    }

    /** With every unusual character as an escape, so that half of a surrogate pair survives. */
    private static String written(JsonNode body) {
        try {
            return ESCAPED.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    private static JsonNode parsed(byte[] body) {
        return BoundedJson.embedded(new String(body, StandardCharsets.UTF_8));
    }
}

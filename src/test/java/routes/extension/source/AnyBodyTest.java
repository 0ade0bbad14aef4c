package routes.extension.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import routes.alarm.Alarm;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.extension.source.SourcePack.Origin;

/** Whatever is posted at a shipped source becomes alarms that are whole, or is refused with a reason. */
@Tag("slow")
class AnyBodyTest {
    private static final JsonSchema ALARM = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(AnyBodyTest.class.getResourceAsStream("/schemas/alarm.schema.json"));
    private static final List<SourceFile> SOURCES = Sources.shipped();
    private static final List<JsonNode> BODIES = bodies();

    /** A value that a sender never sends, in the place of one that it sends. */
    private record Change(int body, int place, JsonNode value) {}

    @Property(tries = 400)
    void bytes_that_are_no_json_are_refused(@ForAll byte[] body) {
        SOURCES.forEach(source -> outcome(source, body));
    }

    @Property(tries = 1500)
    void a_body_with_any_strange_value_is_taken_whole_or_refused(@ForAll("changes") Change change) {
        JsonNode body = BODIES.get(change.body() % BODIES.size()).deepCopy();
        replace(body, change.place(), change.value());

        SOURCES.forEach(source -> outcome(source, Json.bytes(body)));
    }

    @Provide
    Arbitrary<Change> changes() {
        Arbitrary<JsonNode> values = Arbitraries.of(
                JsonNodeFactory.instance.nullNode(),
                JsonNodeFactory.instance.textNode(""),
                JsonNodeFactory.instance.textNode("\ud800 half"),
                JsonNodeFactory.instance.textNode("x".repeat(10_000)),
                JsonNodeFactory.instance.numberNode(-1e300),
                JsonNodeFactory.instance.booleanNode(true),
                JsonNodeFactory.instance.arrayNode().add(JsonNodeFactory.instance.arrayNode()),
                JsonNodeFactory.instance.objectNode().put("a", 1));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 999),
                        Arbitraries.integers().between(0, 999),
                        values)
                .as(Change::new);
    }

    private static List<Alarm> outcome(SourceFile source, byte[] body) {
        try {
            List<Alarm> alarms = SampleRun.alarms(source.name(), source.mapping(), body);
            alarms.forEach(alarm -> assertThat(ALARM.validate(Json.mapper().valueToTree(alarm)))
                    .as(source.name())
                    .isEmpty());
            return alarms;
        } catch (RefusedRequest expected) {
            assertThat(expected.getMessage()).isNotBlank();
            return List.of();
        }
    }

    private static List<JsonNode> bodies() {
        List<JsonNode> bodies = new ArrayList<>();
        for (SourcePack pack : SourceFolder.packs(Sources.MAPPINGS, Origin.APPLICATION)) {
            SourceFile file = SOURCES.stream()
                    .filter(source -> source.name().equals(pack.name()))
                    .findFirst()
                    .orElseThrow();
            pack.samples().forEach(sample -> bodies.add(Sources.json(SamplePost.seen(file, sample))));
        }
        return bodies;
    }

    /** Puts the value in the place of the n-th one below this node, counting round. */
    private static void replace(JsonNode root, int place, JsonNode value) {
        List<Runnable> places = new ArrayList<>();
        collect(root, value, places);
        if (!places.isEmpty()) {
            places.get(place % places.size()).run();
        }
    }

    private static void collect(JsonNode node, JsonNode value, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                places.add(() -> object.set(field.getKey(), value));
                collect(field.getValue(), value, places);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(() -> array.set(index, value));
                collect(array.get(i), value, places);
            }
        }
    }
}

package routes.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code -Dsamples.write=true} writes the expected alarms anew; read the difference before you commit it. */
class SamplePostsTest {
    private static final JsonSchema ALARM = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(SamplePostsTest.class.getResourceAsStream("/schemas/alarm.schema.json"));

    static List<Path> posts() {
        return SamplePosts.all();
    }

    @ParameterizedTest
    @MethodSource("posts")
    void a_recorded_post_becomes_the_expected_alarms(Path post) throws IOException {
        JsonNode outcome = SamplePosts.outcome(post);
        Path expected = SamplePosts.expectedOf(post);
        if (Boolean.getBoolean("samples.write")) {
            Files.writeString(
                    expected, SamplePosts.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(outcome) + "\n");
        }

        assertThat(SamplePosts.JSON.readTree(SamplePosts.JSON.writeValueAsBytes(outcome)))
                .isEqualTo(SamplePosts.JSON.readTree(Files.readAllBytes(expected)));
    }

    @ParameterizedTest
    @MethodSource("posts")
    void every_alarm_is_valid_by_the_public_schema(Path post) {
        for (JsonNode alarm : alarms(SamplePosts.outcome(post))) {
            assertThat(ALARM.validate(alarm)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("posts")
    void every_alarm_reads_back_from_its_json_as_it_was(Path post) throws IOException {
        byte[] json = SamplePosts.JSON.writeValueAsBytes(SamplePosts.outcome(post));

        for (JsonNode alarm : alarms(SamplePosts.JSON.readTree(json))) {
            Alarm read = SamplePosts.JSON.treeToValue(alarm, Alarm.class);
            assertThat(SamplePosts.JSON.<JsonNode>valueToTree(read)).isEqualTo(alarm);
        }
    }

    /** Without the items that were refused. */
    private static List<JsonNode> alarms(JsonNode outcome) {
        List<JsonNode> alarms = new ArrayList<>();
        if (outcome.isArray()) {
            outcome.forEach(alarms::add);
        }
        alarms.removeIf(item -> item.has("refused"));
        return alarms;
    }

    @Test
    void the_schema_refuses_an_alarm_without_fingerprint_or_with_a_strange_field() {
        JsonNode alarm = SamplePosts.JSON.valueToTree(
                SamplePosts.alarms("zabbix", "firing.json").get(0));
        JsonNode without = alarm.deepCopy();
        ((ObjectNode) without).remove("fingerprint");
        JsonNode strange = alarm.deepCopy();
        ((ObjectNode) strange).put("colour", "red");

        assertThat(ALARM.validate(without)).isNotEmpty();
        assertThat(ALARM.validate(strange)).isNotEmpty();
    }
}

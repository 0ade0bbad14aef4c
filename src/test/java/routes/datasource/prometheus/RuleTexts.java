package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Rules of a group as a person changes them. */
final class RuleTexts {
    private RuleTexts() {}

    static void change(JsonNode rules, String ruleId, String field, String value) {
        for (JsonNode rule : rules) {
            if (rule.path("labels").path("veaiops_rule").asText().equals(ruleId)) {
                ObjectNode place = field.equals("managed_by") ? (ObjectNode) rule.path("labels") : (ObjectNode) rule;
                place.put(field, value);
            }
        }
    }

    static void off(JsonNode rules, String ruleId) {
        for (JsonNode rule : rules) {
            if (rule.path("labels").path("veaiops_rule").asText().equals(ruleId)) {
                ((ObjectNode) rule).put("expr", rule.path("expr").asText() + " unless on() vector(1)");
            }
        }
    }

    /** Changes the rules of a file. @param place where they stand in it */
    static void edit(Path file, String place, Consumer<JsonNode> change) {
        JsonNode content = read(file);
        change.accept(content.at(place));
        write(file, content);
    }

    static JsonNode read(Path file) {
        try {
            return new YAMLMapper().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, JsonNode content) {
        try {
            Files.writeString(file, new YAMLMapper().writeValueAsString(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package routes.datasource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of a data source's config: what it may hold is declared here and checked in one place ({@link ConfigCheck}).
 *
 * @param most longest text, most elements of a list or greatest number, by kind
 * @param preset value when it is absent; null for none
 */
public record ConfigField(
        String name, Kind kind, boolean required, int most, @Nullable JsonNode preset, String meaning) {
    private static final int LONGEST_TEXT = 1024;
    private static final int MOST_ELEMENTS = 1000;

    /** What a field holds. */
    public enum Kind {
        TEXT,
        /** A whole number from 0 on. */
        NUMBER,
        /** A list of texts. */
        TEXTS,
        /** A list of objects whose values are texts, such as {@code [{"instanceId":"i-1"}]}. */
        MAPS
    }

    public static ConfigField text(String name, String meaning) {
        return new ConfigField(name, Kind.TEXT, true, LONGEST_TEXT, null, meaning);
    }

    public static ConfigField number(String name, int most, String meaning) {
        return new ConfigField(name, Kind.NUMBER, true, most, null, meaning);
    }

    public static ConfigField texts(String name, String meaning) {
        return new ConfigField(name, Kind.TEXTS, true, MOST_ELEMENTS, null, meaning);
    }

    public static ConfigField maps(String name, String meaning) {
        return new ConfigField(name, Kind.MAPS, true, MOST_ELEMENTS, null, meaning);
    }

    /** Those of every type; they are in every config beside the type's own. */
    public static List<ConfigField> common() {
        return List.of(
                text("name", "Name of the data source, unique over all types").most(128),
                text("connect_name", "Name of the connect that it reads with").most(256),
                number("interval_seconds", 86_400, "Seconds between two points").or(60),
                text("timezone", "Zone of the hours of its thresholds and rules, such as Asia/Shanghai")
                        .optional()
                        .most(64));
    }

    public ConfigField optional() {
        return new ConfigField(name, kind, false, most, preset, meaning);
    }

    public ConfigField most(int limit) {
        return new ConfigField(name, kind, required, limit, preset, meaning);
    }

    public ConfigField or(String value) {
        return new ConfigField(name, kind, false, most, JsonNodeFactory.instance.textNode(value), meaning);
    }

    public ConfigField or(int value) {
        return new ConfigField(name, kind, false, most, JsonNodeFactory.instance.numberNode(value), meaning);
    }
}

package routes.alarm.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import routes.alarm.FormText;
import routes.alarm.XmlTree;
import routes.common.error.RefusedRequest;

/** Functions that read texts: times, forms, XML, percent-encoding. */
final class JqTextFunctions {
    private static final String UTC = "UTC";

    private JqTextFunctions() {}

    /** Makes something of the value that goes in. */
    private interface OfValue {
        JsonNode of(JsonNode in) throws JsonQueryException;
    }

    /** Makes something of the value that goes in and of texts. */
    private interface OfTexts {
        JsonNode of(JsonNode in, String first, String second) throws JsonQueryException;
    }

    /** By name and number of arguments. */
    static Map<String, Function> all() {
        Map<String, Function> all = new HashMap<>(Map.of(
                "time/1", one((in, pattern, none) -> JqTimes.time(in, pattern, UTC)),
                "time/2", two(JqTimes::time),
                "format_time/1", one((in, pattern, none) -> JqTimes.formatted(in, pattern, UTC)),
                "format_time/2", two(JqTimes::formatted),
                "strptime/1", one((in, pattern, none) -> JqTimes.parts(in, pattern)),
                "strftime/1", one((in, pattern, none) -> JqTimes.text(in, pattern)),
                "gmtime/0", none(JqTimes::parts),
                "mktime/0", none(JqTimes::seconds)));
        all.putAll(Map.of(
                "form/0", none(in -> read("form", in)),
                "xml/0", none(in -> read("xml", in)),
                "text/0", none(JqTextFunctions::text),
                "urid/0", none(JqTextFunctions::urid),
                "@urid/0", none(JqTextFunctions::urid),
                "trim/0", none(in -> TextNode.valueOf(string("trim", in).strip())),
                "ltrim/0", none(in -> TextNode.valueOf(string("ltrim", in).stripLeading())),
                "rtrim/0", none(in -> TextNode.valueOf(string("rtrim", in).stripTrailing()))));
        Map<String, Function> metered = new HashMap<>();
        all.forEach((name, function) -> metered.put(name, JqMeter.metered(name, function)));
        return metered;
    }

    private static Function none(OfValue function) {
        return (scope, arguments, in, path, output, version) -> output.emit(function.of(in), null);
    }

    private static Function one(OfTexts function) {
        return (scope, arguments, in, path, output, version) -> arguments
                .get(0)
                .apply(scope, in, first -> output.emit(function.of(in, string("a pattern", first), ""), null));
    }

    private static Function two(OfTexts function) {
        return (scope, arguments, in, path, output, version) -> arguments.get(1).apply(scope, in, second -> arguments
                .get(0)
                .apply(
                        scope,
                        in,
                        first -> output.emit(
                                function.of(in, string("a pattern", first), string("a zone", second)), null)));
    }

    private static JsonNode read(String kind, JsonNode in) throws JsonQueryException {
        if (in.isNull()) {
            return in;
        }
        String text = string(kind, in);
        try {
            return kind.equals("xml") ? XmlTree.read(text) : FormText.tree(FormText.read(text, StandardCharsets.UTF_8));
        } catch (RefusedRequest e) {
            throw new JsonQueryException(kind + ": " + e.getMessage());
        }
    }

    private static JsonNode text(JsonNode in) {
        JsonNode text = XmlTree.text(in);
        return text.isMissingNode() ? NullNode.getInstance() : text;
    }

    private static JsonNode urid(JsonNode in) throws JsonQueryException {
        if (in.isContainerNode()) {
            throw new JsonQueryException("@urid takes a text");
        }
        try {
            return TextNode.valueOf(URLDecoder.decode(in.asText().replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new JsonQueryException("the text has a broken percent-encoding");
        }
    }

    private static String string(String function, JsonNode value) throws JsonQueryException {
        if (!value.isTextual()) {
            throw new JsonQueryException(function + " is for texts, this is none");
        }
        return value.textValue();
    }
}

package routes.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import routes.common.json.Json;

/** Bodies from right over nearly right to none at all. */
final class FuzzBodies {
    private static final int DEEPEST = 6;
    private static final int LARGE = 60_000;
    private static final Pattern LEAF =
            Pattern.compile("(?<=[:\\[,])\\s*(\"(?:[^\"\\\\]++|\\\\.)*+\"|-?\\d[\\d.eE+-]*|true|false|null)");
    private static final List<String> LEAVES = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1e999",
            "-1e-999",
            "9".repeat(400),
            "99999999999999999999",
            "2147483648",
            "-9223372036854775809",
            "0.1e+400000000",
            "NaN",
            "01",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udfff\\ud800\"",
            "\"\\u202e\\ufeff\"",
            "\"%s%n${sys:user.name}{{x}}\"",
            "\"$where\"",
            "{\"$gt\":\"\"}",
            "\"2026-13-45T99:99:99Z\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"0000-00-00T00:00:00Z\"",
            "\"http://[::1\"",
            "\"P9999999999999Y\"",
            "[]",
            "{}",
            "[[]]",
            "{\"\":\"\"}",
            "\"" + "x".repeat(5000) + "\"",
            "[".repeat(900) + "]".repeat(900),
            "\"a\nb\"",
            "'a'");
    private static final List<String> CHARSETS = List.of("UTF-16", "UTF-16LE", "UTF-32", "GBK", "ISO-8859-1");

    private final FuzzSurface surface;

    FuzzBodies(FuzzSurface surface) {
        this.surface = surface;
    }

    byte[] of(FuzzSurface.Operation operation, Random random) {
        byte[] right = right(operation, random);
        return switch (random.nextInt(20)) {
            case 0, 1 -> Arrays.copyOf(right, random.nextInt(right.length + 1));
            case 2 -> flipped(right, random);
            case 3 -> text(right).getBytes(Charset.forName(CHARSETS.get(random.nextInt(CHARSETS.size()))));
            case 4 -> nested(random);
            case 5 -> random(random);
            case 6 -> new byte[0];
            case 7 -> twice(right, random);
            case 8, 9, 10, 11, 12 -> changed(text(right), 1 + random.nextInt(4), random)
                    .getBytes(StandardCharsets.UTF_8);
            default -> right;
        };
    }

    /** The body as its encoding says. */
    static byte[] gzipped(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static String anyLeaf(Random random) {
        return LEAVES.get(random.nextInt(LEAVES.size()));
    }

    /** Text of a parameter: what the schema allows, or anything. */
    String parameter(JsonNode schema, Random random) {
        return random.nextInt(3) == 0
                ? anyLeaf(random).replace("\"", "")
                : value(schema, random, 0).asText("x");
    }

    private byte[] right(FuzzSurface.Operation operation, Random random) {
        if (!operation.samples().isEmpty()) {
            return operation.samples().get(random.nextInt(operation.samples().size()));
        }
        if (operation.schema().isMissingNode()) {
            return random.nextInt(4) == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : new byte[0];
        }
        return Json.bytes(value(operation.schema(), random, 0));
    }

    private JsonNode value(JsonNode described, Random random, int depth) {
        JsonNode schema = surface.resolved(described);
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (depth > DEEPEST) {
            return json.nullNode();
        }
        for (String word : List.of("oneOf", "anyOf")) {
            if (schema.has(word)) {
                return value(
                        schema.get(word).get(random.nextInt(schema.get(word).size())), random, depth + 1);
            }
        }
        if (schema.has("enum") && !schema.get("enum").isEmpty()) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        if (schema.has("allOf")
                || schema.has("properties")
                || "object".equals(schema.path("type").asText())) {
            return object(schema, random, depth);
        }
        return switch (schema.path("type").asText()) {
            case "array" -> array(schema, random, depth);
            case "integer" -> json.numberNode(schema.path("minimum").asLong(0) + random.nextInt(5));
            case "number" -> json.numberNode(random.nextInt(1000) / 10.0);
            case "boolean" -> json.booleanNode(random.nextBoolean());
            default -> json.textNode(word(schema, random));
        };
    }

    private ObjectNode object(JsonNode schema, Random random, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        schema.path("allOf").forEach(part -> {
            if (value(part, random, depth + 1) instanceof ObjectNode more) {
                object.setAll(more);
            }
        });
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(field -> {
            boolean usual = required.contains(field.getKey()) || field.getKey().startsWith("interest_");
            if (random.nextInt(20) < (usual ? 19 : 10)) {
                object.set(field.getKey(), value(field.getValue(), random, depth + 1));
            }
        });
        if (random.nextInt(10) == 0) {
            object.put("unknown_" + random.nextInt(9), random.nextInt());
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, Random random, int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (int i = random.nextInt(3); i >= 0; i--) {
            array.add(value(schema.path("items"), random, depth + 1));
        }
        return array;
    }

    /** Nothing that it makes is wide: what is stored here must not hold other alarms back. */
    private static String word(JsonNode schema, Random random) {
        return switch (schema.path("format").asText()) {
            case "date-time" -> "2026-11-30T0" + random.nextInt(10) + ":00:00Z";
            case "uri", "url" -> "http://127.0.0.1:1/hook";
            default -> "fuzz-" + random.nextInt(50);
        };
    }

    private static String changed(String json, int times, Random random) {
        String text = json;
        for (int i = 0; i < times; i++) {
            List<MatchResult> leaves = LEAF.matcher(text).results().limit(200).toList();
            if (leaves.isEmpty()) {
                return text + anyLeaf(random);
            }
            MatchResult leaf = leaves.get(random.nextInt(leaves.size()));
            text = text.substring(0, leaf.start(1)) + anyLeaf(random) + text.substring(leaf.end(1));
        }
        return text;
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static byte[] flipped(byte[] right, Random random) {
        byte[] body = right.clone();
        for (int i = 0; i < body.length; i += 1 + random.nextInt(50)) {
            body[i] = random.nextInt(4) == 0 ? 0 : (byte) random.nextInt();
        }
        return body;
    }

    private static byte[] nested(Random random) {
        String open = List.of("[", "{\"a\":", "[{\"labels\":").get(random.nextInt(3));
        return open.repeat(1 + random.nextInt(LARGE / open.length())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random(Random random) {
        byte[] body = new byte[random.nextInt(random.nextInt(10) == 0 ? LARGE : 300)];
        random.nextBytes(body);
        return body;
    }

    private static byte[] twice(byte[] right, Random random) {
        int times = 2 + random.nextInt(Math.max(1, LARGE / (right.length + 1)));
        String text = text(right);
        return (random.nextBoolean() ? "[" + (text + ",").repeat(times - 1) + text + "]" : text.repeat(times))
                .getBytes(StandardCharsets.UTF_8);
    }
}

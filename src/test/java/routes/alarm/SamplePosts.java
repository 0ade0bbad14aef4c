package routes.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import routes.alarm.aliyun.AliyunAlarmConverter;
import routes.alarm.chatops.ChatopsAlarmConverter;
import routes.alarm.volcengine.VolcengineAlarmConverter;
import routes.alarm.zabbix.ZabbixAlarmConverter;
import routes.common.error.RefusedRequest;

/** The recorded posts of each source and what they have to become. */
public final class SamplePosts {
    public static final Map<String, AlarmConverter> CONVERTERS = Map.of(
            "volcengine", new VolcengineAlarmConverter(),
            "aliyun", new AliyunAlarmConverter(),
            "zabbix", new ZabbixAlarmConverter(),
            "chatops", new ChatopsAlarmConverter());

    public static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private static final Path TEST = Path.of("src/test/resources/samples");
    private static final Path MAIN = Path.of("src/main/resources/samples");

    private SamplePosts() {}

    /** All recorded posts, without the files of what is expected. */
    public static List<Path> all() {
        try (Stream<Path> tested = Files.walk(TEST);
                Stream<Path> shipped = Files.walk(MAIN)) {
            return Stream.concat(tested, shipped)
                    .filter(Files::isRegularFile)
                    .filter(file -> CONVERTERS.containsKey(sourceOf(file)))
                    .filter(file -> !file.toString().endsWith(".expected.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the expected alarms of a post stand; a shipped sample shares those of the test sample of its name. */
    public static Path expectedOf(Path post) {
        return TEST.resolve(sourceOf(post)).resolve(post.getFileName() + ".expected.json");
    }

    public static List<Alarm> alarms(String source, String name) {
        return convert(TEST.resolve(source).resolve(name));
    }

    public static List<Alarm> convert(Path post) {
        return CONVERTERS.get(sourceOf(post)).convert(intake(post));
    }

    /**
     * What becomes of each item as JSON: an alarm, or its refusal as {@code {"refused": {"error", "field", "message"}}}. Of
     * a post that is refused as a whole that alone.
     */
    public static JsonNode outcome(Path post) {
        try {
            Converted converted = CONVERTERS.get(sourceOf(post)).items(intake(post));
            converted.alarmsOrRefusal();
            return JSON.valueToTree(
                    converted.items().stream().map(SamplePosts::outcome).toList());
        } catch (RefusedRequest e) {
            return JSON.valueToTree(refused(e));
        }
    }

    private static Object outcome(Converted.Item item) {
        if (item instanceof Converted.Item.Taken taken) {
            return taken.alarm();
        }
        return item instanceof Converted.Item.Refused refused ? refused(refused.reason()) : Map.of();
    }

    private static Map<String, Map<String, String>> refused(RefusedRequest e) {
        Map<String, String> refused = new LinkedHashMap<>();
        refused.put("error", e.code().wireName());
        e.field().ifPresent(field -> refused.put("field", field));
        refused.put("message", e.getMessage());
        return Map.of("refused", refused);
    }

    static Intake intake(Path post) {
        try {
            byte[] body = Files.readAllBytes(post);
            return post.toString().endsWith(".form")
                    ? Intakes.form(sourceOf(post), decoded(new String(body, StandardCharsets.UTF_8).strip()))
                    : Intakes.json(sourceOf(post), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sourceOf(Path post) {
        return post.getParent().getFileName().toString();
    }

    private static Map<String, String> decoded(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

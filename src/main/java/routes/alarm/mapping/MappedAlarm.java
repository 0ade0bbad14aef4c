package routes.alarm.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;
import routes.alarm.AlarmBuilder;
import routes.alarm.AlarmStatus;
import routes.alarm.FieldPath;
import routes.alarm.Fingerprint;
import routes.alarm.Level;
import routes.alarm.LevelTable;
import routes.alarm.OwnerLabels;
import routes.alarm.PlainText;
import routes.alarm.SourceTime;
import routes.common.error.RefusedRequest;
import routes.common.yaml.NearestWord;

/** Reads what a mapping made of an item ({@code schemas/mapped-alarm.schema.json}); unknown fields are mistakes. */
final class MappedAlarm {
    /** The name of {@code sent_at} before 0.2. */
    private static final String OLD_SENT_AT = "occurred_at";

    static final Set<String> FIELDS = Set.of(
            "fingerprint",
            "status",
            "level",
            "title",
            "summary",
            "labels",
            "extra_labels",
            "project",
            "product",
            "customer",
            "region",
            "started_at",
            "sent_at",
            "expires_at",
            "link",
            OLD_SENT_AT,
            "source_event_id",
            "datasource_type",
            "test",
            "raw");

    /** The text of a null alone or at the beginning, and text of nothing but marks, where parts were joined. */
    private static final Pattern NOTHING = Pattern.compile("^null(?:$|[:/|,; ])|^[/:|,;]+$");

    private final ObjectNode shape;
    private final FieldPath path;
    private final Rules rules;

    /**
     * What the mapping file says of every alarm.
     *
     * @param expiresAfter ends the problem so long after this alarm, if it fires and names no end itself
     * @param levels the source's own words for levels
     */
    record Rules(Optional<Duration> expiresAfter, Map<String, Level> levels) {}

    private MappedAlarm(ObjectNode shape, FieldPath path, Rules rules) {
        this.shape = shape;
        this.path = path;
        this.rules = rules;
    }

    /** @param item what is kept as the alarm's raw data unless the mapping names something else */
    static Alarm read(JsonNode shape, JsonNode item, FieldPath path, AlarmBuilder alarm, Rules rules) {
        MappedAlarm mapped = new MappedAlarm((ObjectNode) shape, path, rules);
        mapped.refuseUnknown();
        AlarmBuilder filled = mapped.fill(alarm, item).expiresAt(mapped.expiry(alarm.receivedAt()));
        return (mapped.isTest() ? filled.test() : filled).build();
    }

    private AlarmBuilder fill(AlarmBuilder alarm, JsonNode item) {
        alarm.fingerprint(fingerprint(alarm.source()))
                .status(word("status", AlarmStatus.class))
                .levelOf(levels())
                .title(prose("title"))
                .summary(prose("summary"))
                .owners(new OwnerLabels(names("project"), names("product"), names("customer")))
                .region(names("region"))
                .startedAt(past("started_at", alarm.receivedAt()))
                .sentAt(past(shape.has("sent_at") ? "sent_at" : OLD_SENT_AT, alarm.receivedAt()))
                .sourceEventId(text("source_event_id").orElse(null))
                .raw(raw(item));
        text("datasource_type").ifPresent(alarm::datasourceType);
        text("link").ifPresent(link -> alarm.label("link", link));
        labels(alarm);
        return alarm;
    }

    private boolean isTest() {
        JsonNode test = shape.path("test");
        if (!test.isBoolean() && !test.isMissingNode() && !test.isNull()) {
            throw path.field("test").refuse("true or false", test);
        }
        return test.asBoolean();
    }

    private void refuseUnknown() {
        shape.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                String field = path.field(name).toString();
                throw RefusedRequest.invalid(
                        field, field + " is no field of an alarm" + NearestWord.hint(name, FIELDS));
            }
        });
    }

    /** One text, or its parts: what is empty in it would make different problems one. */
    private String fingerprint(String source) {
        JsonNode value = shape.path("fingerprint");
        FieldPath where = path.field("fingerprint");
        if (!value.isArray()) {
            return Fingerprint.of(source, "key", part(value, where));
        }
        List<String> parts = new ArrayList<>(value.size());
        for (int i = 0; i < value.size(); i++) {
            parts.add(part(value.get(i), where.item(i)));
        }
        if (parts.isEmpty()) {
            throw where.refuse("a list with at least one part");
        }
        return Fingerprint.of(source, "key", parts);
    }

    /** A missing part that a mapping made text of, by {@code tostring} or within a text, is missing all the same. */
    private static String part(JsonNode value, FieldPath where) {
        if (!value.isValueNode() || value.isNull() || PlainText.isBlank(value.asText())) {
            throw where.refuse("text that is not empty", value);
        }
        String part = PlainText.clean(value.asText());
        if (NOTHING.matcher(part).find()) {
            throw where.refuse("text that names the problem: something in it is missing");
        }
        return part;
    }

    private <E extends Enum<E>> E word(String name, Class<E> type) {
        String word = shape.path(name).asText().toUpperCase(Locale.ROOT);
        for (E known : type.getEnumConstants()) {
            if (known.name().equals(word)) {
                return known;
            }
        }
        throw path.field(name).refuse("one of " + List.of(type.getEnumConstants()), shape.path(name));
    }

    /** The words for the level, the best first. */
    private String[] levels() {
        return names("level").stream().map(this::level).toArray(String[]::new);
    }

    /** What a word of the source's own means; any other word as it is. */
    private String level(String word) {
        Level own = rules.levels().isEmpty() ? null : rules.levels().get(LevelTable.plain(word));
        return own == null ? word : own.name();
    }

    /** What people read may be of any type: it costs no alarm. */
    private String prose(String name) {
        JsonNode value = shape.path(name);
        return value.isContainerNode()
                ? (value.isEmpty() ? "" : PlainText.clean(value.toString()))
                : text(name).orElse("");
    }

    private Optional<String> text(String name) {
        JsonNode value = shape.path(name);
        if (!value.isValueNode() && !value.isMissingNode()) {
            throw path.field(name).refuse("text", value);
        }
        return Optional.of(value)
                .filter(found -> !found.isNull() && !found.isMissingNode())
                .map(found -> PlainText.clean(found.asText()))
                .filter(text -> !PlainText.isBlank(text));
    }

    private List<String> names(String name) {
        JsonNode value = shape.path(name);
        if (!value.isArray()) {
            return text(name).map(List::of).orElse(List.of());
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            JsonNode member = value.get(i);
            if (!member.isValueNode()) {
                throw path.field(name).item(i).refuse("text", member);
            }
            if (!member.isNull() && !PlainText.isBlank(member.asText())) {
                names.add(PlainText.clean(member.asText()));
            }
        }
        return names;
    }

    /** Only what fires has an end to wait for. */
    private @Nullable Instant expiry(Instant receivedAt) {
        if (word("status", AlarmStatus.class) != AlarmStatus.FIRING) {
            return null;
        }
        Instant named = SourceTime.ahead(time("expires_at"), receivedAt);
        return named == null ? rules.expiresAfter().map(receivedAt::plus).orElse(null) : named;
    }

    private @Nullable Instant past(String name, Instant receivedAt) {
        return SourceTime.believable(time(name), receivedAt);
    }

    /** Seconds or milliseconds since the epoch, or ISO-8601 with an offset; what cannot be read is no time. */
    private @Nullable Instant time(String name) {
        JsonNode value = shape.path(name);
        if (value.isContainerNode()) {
            return null;
        }
        return value.isNumber()
                ? SourceTime.read(value.longValue())
                : SourceTime.read(text(name).orElse(null));
    }

    private void labels(AlarmBuilder alarm) {
        labels("labels", alarm::senderLabel);
        labels("extra_labels", alarm::label);
    }

    private void labels(String name, BiConsumer<String, String> add) {
        JsonNode labels = shape.path(name);
        if (!labels.isObject() && !labels.isMissingNode() && !labels.isNull()) {
            throw path.field(name).refuse("an object", labels);
        }
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            JsonNode value = label.getValue();
            if (!value.isNull()) {
                String text = value.isValueNode() ? value.asText() : value.toString();
                add.accept(PlainText.clean(label.getKey()), PlainText.clean(text));
            }
        }
    }

    private JsonNode raw(JsonNode item) {
        JsonNode raw = shape.path("raw").isMissingNode() ? item : shape.path("raw");
        return raw.isObject() ? raw : JsonNodeFactory.instance.objectNode().set("value", raw);
    }
}

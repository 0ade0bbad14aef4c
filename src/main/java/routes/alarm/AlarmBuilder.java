package routes.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills an {@link Alarm} step by step. The {@link Intake} gives one out with id, source and times already set. */
public final class AlarmBuilder {
    private static final int MAX_TITLE = 512;
    private static final int MAX_SUMMARY = 8192;
    private static final int MAX_LABELS = 100;
    private static final int MAX_LABEL_NAME = 128;
    private static final int MAX_LABEL_VALUE = 1024;

    private final String id;
    private final String source;
    private final Instant receivedAt;
    private final @Nullable String retryId;
    private String agentType = "intelligent_threshold_agent";
    private @Nullable String datasourceType;
    private String fingerprint = "";
    private AlarmStatus status = AlarmStatus.FIRING;
    private Level level = Level.P2;
    private String title = "";
    private String summary = "";
    private final Map<String, String> labels = new LinkedHashMap<>();
    private List<String> project = List.of();
    private List<String> product = List.of();
    private List<String> customer = List.of();
    private List<String> region = List.of();
    private @Nullable Instant startedAt;
    private @Nullable Instant sentAt;
    private @Nullable Instant expiresAt;
    private @Nullable String sourceEventId;
    private Disposition disposition = Disposition.NOTIFY;
    private JsonNode raw = NullNode.getInstance();

    public AlarmBuilder(String id, String source, Instant receivedAt, @Nullable String retryId) {
        this.id = id;
        this.source = source;
        this.receivedAt = receivedAt;
        this.retryId = retryId;
    }

    /** The door that took it; the first part of its fingerprint. */
    public String source() {
        return source;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    public AlarmBuilder agentType(String value) {
        agentType = value;
        return this;
    }

    public AlarmBuilder datasourceType(String value) {
        datasourceType = value;
        return this;
    }

    public AlarmBuilder fingerprint(String value) {
        fingerprint = value;
        return this;
    }

    public AlarmBuilder status(AlarmStatus value) {
        status = value;
        return this;
    }

    public AlarmBuilder level(Level value) {
        level = value;
        return this;
    }

    public AlarmBuilder title(String value) {
        title = PlainText.cut(value, MAX_TITLE);
        return this;
    }

    public AlarmBuilder summary(String value) {
        summary = PlainText.cut(value, MAX_SUMMARY);
        return this;
    }

    /** Adds a label or replaces it; a null or blank value adds nothing, a long one is cut, too many are left out. */
    public AlarmBuilder label(String name, @Nullable String value) {
        if (value != null && !value.isBlank() && !name.isBlank() && hasRoomFor(name)) {
            labels.put(storable(name), PlainText.cut(value, MAX_LABEL_VALUE));
        }
        return this;
    }

    /** Adds a tag of the sender's choosing: it never replaces what is there. */
    public AlarmBuilder labelIfAbsent(String name, @Nullable String value) {
        return labels.containsKey(name) ? this : label(name, value);
    }

    /** Takes project, product and customer from the label convention of spec events 3.1. */
    public AlarmBuilder owners(OwnerLabels owners) {
        project = owners.project();
        product = owners.product();
        customer = owners.customer();
        return this;
    }

    public AlarmBuilder region(List<String> value) {
        region = value;
        return this;
    }

    public AlarmBuilder startedAt(@Nullable Instant value) {
        startedAt = value;
        return this;
    }

    public AlarmBuilder sentAt(@Nullable Instant value) {
        sentAt = value;
        return this;
    }

    public AlarmBuilder expiresAt(@Nullable Instant value) {
        expiresAt = value;
        return this;
    }

    public AlarmBuilder sourceEventId(@Nullable String value) {
        sourceEventId = value;
        return this;
    }

    public AlarmBuilder disposition(Disposition value) {
        disposition = value;
        return this;
    }

    public AlarmBuilder raw(JsonNode value) {
        raw = value;
        return this;
    }

    public Alarm build() {
        return new Alarm(
                id,
                source,
                agentType,
                datasourceType,
                fingerprint,
                status,
                level,
                title,
                summary,
                labels,
                project,
                product,
                customer,
                region,
                startedAt,
                sentAt,
                expiresAt,
                receivedAt,
                sourceEventId,
                retryId,
                disposition,
                raw);
    }

    private boolean hasRoomFor(String name) {
        return labels.size() < MAX_LABELS || labels.containsKey(name);
    }

    /** Label names become field names of a document, which may not hold a zero character. */
    private static String storable(String name) {
        return PlainText.cut(name.replace('\0', '_'), MAX_LABEL_NAME);
    }
}

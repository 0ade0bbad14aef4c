package routes.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills an {@link Alarm} step by step. The {@link Intake} gives one out with id, source and times already set. */
public final class AlarmBuilder {
    private static final Duration LIFE_OF_A_TEST = Duration.ofMinutes(10);
    private static final int MAX_TITLE = 512;
    private static final int MAX_SUMMARY = 8192;
    private static final int MAX_LABELS = 100;
    private static final int MAX_LABEL_NAME = 128;
    private static final int MAX_LABEL_VALUE = 1024;

    /** The word of a level that no table knows. */
    public static final String UNKNOWN_LEVEL = "unknown_level";

    private static final int MAX_WORD = 64;
    private static final int MAX_NAMES = 100;
    private static final int MAX_NAME = 1024;

    /** Labels that name a problem, the best first. */
    private static final List<String> NAMES = List.of(
            "alertname", "alert_name", "rule_name", "rulename", "rule", "title", "name", "check", "event", "metric");

    /** Before a label of ours that has the name of a label of the sender's. */
    private static final String OURS = "veaiops_";

    /** Before a tag of the sender's that has the name of a fact of its message. */
    private static final String TAG = "tag_";

    private final String id;
    private final Intake intake;
    private String agentType = "intelligent_threshold_agent";
    private @Nullable String datasourceType;
    private String fingerprint = "";
    private AlarmStatus status = AlarmStatus.FIRING;
    private Level level = Level.P2;
    private String title = "";
    private String summary = "";
    private final Map<String, String> ours = new LinkedHashMap<>();
    private final Map<String, String> theirs = new LinkedHashMap<>();
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

    /** Of an alarm that came in no post. */
    public AlarmBuilder(String id, String source, Instant receivedAt, @Nullable String retryId) {
        this(id, new Intake(source, "", new byte[0], Map.of(), retryId, receivedAt, () -> id));
    }

    AlarmBuilder(String id, Intake intake) {
        this.id = id;
        this.intake = intake;
    }

    /** The endpoint that took it; the first part of its fingerprint. */
    public String source() {
        return intake.source();
    }

    public Instant receivedAt() {
        return intake.receivedAt();
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

    /**
     * The level that the first of these words means that the table of level words knows. A word that it does not know
     * leaves the label {@link #UNKNOWN_LEVEL} and gives the level that the source's setting says.
     *
     * @param words what the sender says, null and blank ones say nothing
     */
    public AlarmBuilder levelOf(@Nullable String... words) {
        LevelTable.Reading reading = intake.levels().read(intake.source(), Arrays.asList(words));
        level = reading.level();
        return label(UNKNOWN_LEVEL, reading.unknown() == null ? null : PlainText.cut(reading.unknown(), MAX_WORD));
    }

    /** Blank is no title: then one is made of what else is known; an end without one leaves that of its problem. */
    public AlarmBuilder title(String value) {
        title = PlainText.cut(value, MAX_TITLE);
        return this;
    }

    public AlarmBuilder summary(String value) {
        summary = PlainText.cut(value, MAX_SUMMARY);
        return this;
    }

    /**
     * Adds a label of ours or replaces it; a null or blank value adds nothing, a long one is cut, too many are left out.
     * Where the sender has a label of the same name, ours stands beside it as {@code veaiops_<name>}.
     */
    public AlarmBuilder label(String name, @Nullable String value) {
        put(ours, name, value);
        return this;
    }

    /** Adds a label of the sender's choosing; of a name that it uses twice the first counts. */
    public AlarmBuilder senderLabel(String name, @Nullable String value) {
        if (!theirs.containsKey(storable(name))) {
            put(theirs, name, value);
        }
        return this;
    }

    /**
     * Adds a tag of the sender's, beside the facts that its message states: it replaces none, and where it has the name of
     * one and says something else it stands beside it as {@code tag_<name>}.
     */
    public AlarmBuilder tag(String name, @Nullable String value) {
        String there = ours.get(storable(name));
        if (there == null) {
            put(ours, name, value);
        } else if (!there.equals(value) && !ours.containsKey(storable(TAG + name))) {
            put(ours, TAG + name, value);
        }
        return this;
    }

    /** Takes project, product and customer from the convention of {@link OwnerLabels}. */
    public AlarmBuilder owners(OwnerLabels owners) {
        project = names(owners.project());
        product = names(owners.product());
        customer = names(owners.customer());
        return this;
    }

    public AlarmBuilder region(List<String> value) {
        region = names(value);
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
        sourceEventId = id(value);
        return this;
    }

    public AlarmBuilder disposition(Disposition value) {
        disposition = value;
        return this;
    }

    /** It comes from a test button: it is kept and shown, notifies of nothing, and ends by itself. */
    public AlarmBuilder test() {
        disposition = Disposition.TEST;
        expiresAt = receivedAt().plus(LIFE_OF_A_TEST);
        return this;
    }

    public AlarmBuilder raw(JsonNode value) {
        raw = value;
        return this;
    }

    public Alarm build() {
        return new Alarm(
                id,
                intake.source(),
                agentType,
                datasourceType,
                fingerprint,
                status,
                level,
                PlainText.isBlank(title) && status == AlarmStatus.FIRING ? madeTitle() : title,
                summary,
                labels(),
                project,
                product,
                customer,
                region,
                startedAt,
                sentAt,
                expiresAt,
                intake.receivedAt(),
                sourceEventId,
                id(intake.retryId()),
                disposition,
                raw);
    }

    /** For people, of what is there: no alarm is lost because it has no title. */
    private String madeTitle() {
        String named = NAMES.stream()
                .map(name -> theirs.getOrDefault(name, ours.getOrDefault(name, "")))
                .filter(name -> !PlainText.isBlank(name))
                .findFirst()
                .orElse("");
        return PlainText.cut(
                PlainText.firstOf(named, summary.strip().lines().findFirst().orElse(""), fingerprint), MAX_TITLE);
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>(theirs);
        ours.forEach((name, value) -> {
            boolean apart = !value.equals(theirs.getOrDefault(name, value));
            if (labels.size() < MAX_LABELS) {
                labels.putIfAbsent(apart ? OURS + name : name, value);
            }
        });
        return labels;
    }

    private static List<String> names(List<String> names) {
        return names.stream()
                .limit(MAX_NAMES)
                .map(name -> PlainText.cut(name, MAX_NAME))
                .toList();
    }

    private static @Nullable String id(@Nullable String value) {
        return value == null ? null : PlainText.cut(value, MAX_NAME);
    }

    private static void put(Map<String, String> labels, String name, @Nullable String value) {
        if (value == null || PlainText.isBlank(value) || PlainText.isBlank(name)) {
            return;
        }
        if (labels.size() < MAX_LABELS || labels.containsKey(storable(name))) {
            labels.put(storable(name), PlainText.cut(value, MAX_LABEL_VALUE));
        }
    }

    /** Label names become field names of a document, which may not hold a zero character. */
    private static String storable(String name) {
        return PlainText.cut(name.replace('\0', '_'), MAX_LABEL_NAME);
    }
}

package routes.alarm.volcengine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.alarm.AlarmStatus;
import routes.alarm.FieldPath;
import routes.alarm.LevelTable;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/** The values of {@code Type}: which list of resources counts and what it says. */
enum NotificationType {
    METRIC("Metric", "Resources", AlarmStatus.FIRING),
    METRIC_RECOVERED("MetricRecovered", "RecoveredResources", AlarmStatus.RESOLVED),
    EVENT("Event", "Resources", AlarmStatus.FIRING),
    NO_DATA("MetricsNoData", "NoDataResources", AlarmStatus.FIRING),
    NO_DATA_RECOVERED("NoDataRecovered", "NoDataRecoveredResources", AlarmStatus.RESOLVED);

    static final List<String> LISTS =
            List.of("Resources", "RecoveredResources", "NoDataResources", "NoDataRecoveredResources");

    private static final Map<String, NotificationType> BY_WORD = Arrays.stream(values())
            .collect(Collectors.toMap(type -> type.wireName.toLowerCase(Locale.ROOT), Function.identity()));

    private final String wireName;
    private final String list;
    private final AlarmStatus status;

    NotificationType(String wireName, String list, AlarmStatus status) {
        this.wireName = wireName;
        this.list = list;
        this.status = status;
    }

    static NotificationType of(JsonNode body) {
        JsonNode sent = body.path("Type");
        if (sent.isMissingNode() || sent.isNull()) {
            throw RefusedRequest.invalid("Type", "Type is required");
        }
        if (!sent.isTextual()) {
            throw RefusedRequest.invalid("Type", "Type must be text");
        }
        NotificationType type = BY_WORD.get(sent.textValue().strip().toLowerCase(Locale.ROOT));
        if (type == null) {
            throw RefusedRequest.of(
                    ErrorCode.BAD_REQUEST,
                    "Type is unsupported: it must be Metric, MetricRecovered, Event, MetricsNoData or NoDataRecovered");
        }
        return type;
    }

    AlarmStatus status() {
        return status;
    }

    boolean aboutMissingData() {
        return this == NO_DATA || this == NO_DATA_RECOVERED;
    }

    /** The words that say the level, the first known one counts: data that is missing is at least a warning. */
    @Nullable
    String[] levelWords(@Nullable String sent) {
        boolean silent = aboutMissingData() && (sent == null || sent.strip().equalsIgnoreCase(LevelTable.UNKNOWN));
        return new String[] {silent ? null : sent, aboutMissingData() ? "warning" : null};
    }

    /** The name of this type's own list; if it is empty, the first that is not: an alarm in the wrong list is still an alarm. */
    String list(JsonNode notification) {
        for (String known : LISTS) {
            JsonNode sent = notification.path(known);
            if (!sent.isMissingNode() && !sent.isNull() && !sent.isArray()) {
                throw FieldPath.ROOT.field(known).refuse("a list", sent);
            }
        }
        return Stream.concat(Stream.of(list), LISTS.stream())
                .filter(known -> !notification.path(known).isEmpty())
                .findFirst()
                .orElse(list);
    }
}

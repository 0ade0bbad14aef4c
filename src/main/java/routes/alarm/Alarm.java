package routes.alarm;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One alarm as a monitoring system sent it, in our words. It is the value of the {@code veaiops.alarms} topic
 * ({@code schemas/alarm.schema.json}).
 *
 * @param id 24 hex digits, given at the endpoint and returned to the caller; derived from {@code retryId} where there is
 *     one, so that a repeated delivery has the same id
 * @param source the intake that took it, such as {@code zabbix}
 * @param agentType VeAIOps' agent type, such as {@code intelligent_threshold_agent}
 * @param datasourceType VeAIOps' data source type ({@code Zabbix}, {@code Aliyun}, {@code Volcengine}); null for
 *     chat
 * @param fingerprint what makes two alarms the same problem; never blank
 * @param startedAt when the problem began, by the source's clock, if it says so; the same in every message of one problem
 * @param sentAt when the source says that it sent this message or saw this change of state, if it says so
 * @param expiresAt when the problem is over unless another message comes before, if the source says so
 * @param receivedAt when the endpoint took it
 * @param sourceEventId the source's id of the problem, if it sends one
 * @param retryId the source's id of the delivery, if it sends one
 * @param raw what is kept as {@code raw_data} of the event, in the shape of VeAIOps
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Alarm(
        @JsonProperty("_id") String id,
        String source,
        String agentType,
        @Nullable String datasourceType,
        String fingerprint,
        AlarmStatus status,
        Level level,
        String title,
        String summary,
        Map<String, String> labels,
        List<String> project,
        List<String> product,
        List<String> customer,
        List<String> region,
        @Nullable Instant startedAt,
        @JsonAlias("occurred_at") @Nullable Instant sentAt,
        @Nullable Instant expiresAt,
        Instant receivedAt,
        @Nullable String sourceEventId,
        @Nullable String retryId,
        Disposition disposition,
        JsonNode raw) {

    public Alarm {
        if (id == null || !AlarmIds.valid(id)) {
            throw new IllegalArgumentException(
                    "an alarm's id is 24 hex digits, source " + source + " gave another one");
        }
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(receivedAt, "receivedAt");
        Objects.requireNonNull(raw, "raw");
        if (fingerprint == null || fingerprint.isBlank()) {
            throw new IllegalArgumentException("an alarm needs a fingerprint, source " + source + " gave none");
        }
        disposition = disposition == null ? Disposition.NOTIFY : disposition;
        labels = labels == null ? Map.of() : Map.copyOf(labels);
        project = project == null ? List.of() : List.copyOf(project);
        product = product == null ? List.of() : List.copyOf(product);
        customer = customer == null ? List.of() : List.copyOf(customer);
        region = region == null ? List.of() : List.copyOf(region);
    }

    /** The same with other raw data. */
    public Alarm withRaw(JsonNode other) {
        return with(id, fingerprint, other);
    }

    /** The same about another problem. */
    public Alarm handedTo(String otherId, String otherFingerprint) {
        return with(otherId, otherFingerprint, raw);
    }

    private Alarm with(String otherId, String otherFingerprint, JsonNode otherRaw) {
        return new Alarm(
                otherId,
                source,
                agentType,
                datasourceType,
                otherFingerprint,
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
                otherRaw);
    }
}

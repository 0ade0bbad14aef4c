package routes.api.subscription;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.api.MatcherPayload;
import routes.api.WindowPayload;
import routes.common.error.RefusedRequest;

/** A subscription as a caller writes it. Its text shows the name only: headers hold secrets. */
@JsonNaming(SnakeCaseStrategy.class)
record SubscriptionPayload(
        String name,
        String agentType,
        @Nullable List<String> informStrategyIds,
        Instant startTime,
        Instant endTime,
        List<Level> eventLevel,
        @Nullable Boolean enableWebhook,
        @Nullable String webhookEndpoint,
        @Nullable Map<String, String> webhookHeaders,
        @Nullable String webhookFormat,
        @Nullable String webhookSecret,
        @Nullable Integer webhookSecretOverlapSeconds,
        @Nullable List<String> interestProducts,
        @Nullable List<String> interestProjects,
        @Nullable List<String> interestCustomers,
        @Nullable Boolean notifyResolved,
        @Nullable List<String> groupBy,
        @Nullable Integer groupWaitSeconds,
        @Nullable Integer groupIntervalSeconds,
        @Nullable Integer remindEverySeconds,
        @Nullable Integer remindMax,
        @Nullable String messageTemplate,
        @Nullable String messageLanguage,
        @Nullable String messageTimeZone,
        @Nullable List<MatcherPayload> matchers,
        @Nullable List<WindowPayload> windows,
        @Nullable String outsideWindows,
        @Nullable Integer resolvedAfterSeconds) {

    /** The fields that a caller may write. */
    static final Set<String> FIELDS = Set.of(
            "name",
            "agent_type",
            "inform_strategy_ids",
            "start_time",
            "end_time",
            "event_level",
            "enable_webhook",
            "webhook_endpoint",
            "webhook_headers",
            "webhook_format",
            "webhook_secret",
            "webhook_secret_overlap_seconds",
            "interest_products",
            "interest_projects",
            "interest_customers",
            "notify_resolved",
            "group_by",
            "group_wait_seconds",
            "group_interval_seconds",
            "remind_every_seconds",
            "remind_max",
            "message_template",
            "message_language",
            "message_time_zone",
            "matchers",
            "windows",
            "outside_windows",
            "resolved_after_seconds");

    SubscriptionPayload {
        informStrategyIds = ids(informStrategyIds);
        if (startTime.isAfter(endTime)) {
            throw RefusedRequest.invalid("end_time", "end_time must not be before start_time");
        }
        eventLevel = eventLevel.stream().distinct().toList();
        webhookEndpoint = WebhookFields.endpoint(webhookEndpoint);
        webhookHeaders = WebhookFields.headers(webhookHeaders);
        webhookSecret = WebhookFields.signingSecret(webhookSecret);
        groupBy = PaceFields.names(groupBy);
        WordingFields.zone(messageTimeZone);
    }

    private static @Nullable List<String> ids(@Nullable List<String> given) {
        return given == null
                ? null
                : given.stream()
                        .map(id -> id.toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList();
    }

    @Override
    public String toString() {
        return "SubscriptionPayload[" + name + "]";
    }
}

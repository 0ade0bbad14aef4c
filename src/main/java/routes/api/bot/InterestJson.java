package routes.api.bot;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.channel.chat.InterestRule;

/**
 * An interest rule as it is shown, in VeAIOps' fields.
 *
 * @param evaluated whether messages are looked at by it: not by one that needs a model or whose expression cannot be used
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record InterestJson(
        @JsonProperty("_id") String id,
        String uuid,
        String channel,
        String botId,
        String name,
        String description,
        @Nullable List<String> examplesPositive,
        @Nullable List<String> examplesNegative,
        String actionCategory,
        String inspectCategory,
        @Nullable String regularExpression,
        int inspectHistory,
        String silenceDelta,
        int version,
        @Nullable Level level,
        @JsonProperty("is_active") boolean active,
        boolean evaluated,
        @Nullable String createdUser,
        @Nullable Instant createdAt,
        @Nullable String updatedUser,
        @Nullable Instant updatedAt) {

    static InterestJson of(InterestRule rule) {
        InterestRule.Look look = rule.look();
        return new InterestJson(
                rule.id(),
                rule.uuid(),
                rule.channel(),
                rule.botId(),
                rule.name(),
                rule.description(),
                look.examplesPositive(),
                look.examplesNegative(),
                look.action().wireName(),
                look.kind().wireName(),
                look.regularExpression(),
                look.history(),
                look.silence().toString(),
                rule.version(),
                rule.level(),
                rule.active(),
                rule.active() && rule.pattern().isPresent(),
                rule.stamps().createdUser(),
                rule.stamps().createdAt(),
                rule.stamps().updatedUser(),
                rule.stamps().updatedAt());
    }
}

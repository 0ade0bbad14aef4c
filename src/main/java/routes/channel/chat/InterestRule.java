package routes.channel.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.alarm.SilenceDelta;
import routes.subscription.Stamps;

/**
 * One interest rule of a bot.
 *
 * @param id of the document
 * @param uuid by which the rule is known elsewhere; it stays when the rule changes
 * @param name unique for the bot
 * @param look how a message is looked at
 * @param level of the events that it makes; null for that of other rules, or P2
 * @param version grows with every change but that of {@code active}
 */
@JsonNaming(SnakeCaseStrategy.class)
public record InterestRule(
        @JsonProperty("_id") String id,
        String uuid,
        String channel,
        String botId,
        String name,
        String description,
        @JsonUnwrapped Look look,
        @JsonProperty(defaultValue = "1") int version,
        @Nullable Level level,
        @JsonProperty(value = "is_active", defaultValue = "true") boolean active,
        @JsonUnwrapped Stamps stamps) {

    /** What a satisfied rule means. */
    public enum Action {
        /** The message is of interest. */
        @JsonProperty("Detect")
        DETECT("Detect"),
        /** The message is of no interest, whatever other rules say. */
        @JsonProperty("Filter")
        FILTER("Filter");

        private final String wireName;

        Action(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    /** By what a rule is decided. */
    public enum Kind {
        /** By a language model; such rules are kept and not looked at. */
        @JsonProperty("Semantic")
        SEMANTIC("Semantic"),
        /** By a regular expression. */
        @JsonProperty("RE")
        RE("RE");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    /**
     * @param examplesPositive of a semantic rule; null when it has none
     * @param regularExpression of a rule of the kind RE
     * @param history how many messages of the chat are looked at, with the new one; 0 for all that are kept in reach
     * @param silence how long further hits of the rule in the same chat are held back
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Look(
            @Nullable List<String> examplesPositive,
            @Nullable List<String> examplesNegative,
            @JsonProperty(value = "action_category", defaultValue = "Detect") Action action,
            @JsonProperty(value = "inspect_category", defaultValue = "Semantic") Kind kind,
            @Nullable String regularExpression,
            @JsonProperty(value = "inspect_history", defaultValue = "1") int history,
            @JsonProperty(value = "silence_delta", defaultValue = "PT6H")
                    @JsonSerialize(using = ToStringSerializer.class)
                    @JsonDeserialize(converter = SilenceDelta.Reader.class)
                    Duration silence) {}

    /** The same rule, switched on or off. */
    public InterestRule switched(boolean on, Stamps changed) {
        return new InterestRule(id, uuid, channel, botId, name, description, look, version, level, on, changed);
    }

    /** The expression; empty when the rule has none, or one that cannot be looked at in linear time. */
    public Optional<Pattern> pattern() {
        if (look.kind() != Kind.RE || look.regularExpression() == null) {
            return Optional.empty();
        }
        return fault(look.regularExpression()).isPresent()
                ? Optional.empty()
                : Optional.of(Pattern.compile(look.regularExpression()));
    }

    /** Why a regular expression cannot be used; empty for one that can. */
    public static Optional<String> fault(String expression) {
        try {
            Pattern.compile(expression);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("the regular expression cannot be used: " + e.getDescription()
                    + " (it is looked at in linear time, so there is no look-around and no back-reference)");
        }
    }
}

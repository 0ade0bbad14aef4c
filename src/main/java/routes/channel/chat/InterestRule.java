package routes.channel.chat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
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
public record InterestRule(
        String id,
        String uuid,
        String channel,
        String botId,
        String name,
        String description,
        Look look,
        @Nullable Level level,
        boolean active,
        int version,
        Stamps stamps) {

    /** What a satisfied rule means. */
    public enum Action {
        /** The message is of interest. */
        DETECT("Detect"),
        /** The message is of no interest, whatever other rules say. */
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
        SEMANTIC("Semantic"),
        /** By a regular expression. */
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
    public record Look(
            Action action,
            Kind kind,
            @Nullable List<String> examplesPositive,
            @Nullable List<String> examplesNegative,
            @Nullable String regularExpression,
            int history,
            Duration silence) {}

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

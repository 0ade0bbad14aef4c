package routes.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.event.EventFields;

/**
 * A subscription to events, ready for matching. Targets of inactive strategies and of
 * deleted ones never get here.
 *
 * @param order position in natural order; the first subscription that names a target decides how it is served
 * @param active whether it matches at all; an inactive one is kept to explain why no notice was sent
 * @param startTime first instant that matches
 * @param endTime last instant that matches
 * @param levels levels that are wanted; empty means all
 * @param projects interests; empty means all
 * @param targets where its notices go
 * @param resolved whether recoveries are sent too
 * @param pace whether notices are grouped, and repeated
 * @param wording how its messages are written
 * @param matchers conditions on labels and well-known names; all have to hold
 * @param hours the hours of the week in which its notices are sent
 */
public record Subscription(
        String id,
        String name,
        int order,
        String agentType,
        boolean active,
        Instant startTime,
        Instant endTime,
        Set<Level> levels,
        Set<String> projects,
        Set<String> products,
        Set<String> customers,
        List<Target> targets,
        boolean resolved,
        Pace pace,
        Wording wording,
        List<Matcher> matchers,
        Hours hours) {

    public Subscription {
        levels = Set.copyOf(levels);
        projects = Set.copyOf(projects);
        products = Set.copyOf(products);
        customers = Set.copyOf(customers);
        targets = List.copyOf(targets);
        matchers = List.copyOf(matchers);
    }

    /** The same for these targets only. */
    public Subscription towards(List<Target> fewer) {
        return new Subscription(
                id, name, order, agentType, active, startTime, endTime, levels, projects, products, customers, fewer,
                resolved, pace, wording, matchers, hours);
    }

    /**
     * When notices are sent.
     *
     * @param windows none means always
     * @param hold whether a notice waits for the next window; otherwise nothing matches outside the windows
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Hours(
            List<Window> windows,
            @JsonProperty(value = "outside_windows", defaultValue = "hold")
                    @JsonSerialize(converter = Written.FromHold.class)
                    @JsonDeserialize(converter = Written.ToHold.class)
                    boolean hold) {
        public static final Hours ALWAYS = new Hours(List.of(), true);

        public Hours {
            windows = List.copyOf(windows);
        }

        public boolean open(Instant now) {
            return Window.anyOpen(windows, now);
        }
    }

    /**
     * How notices are paced.
     *
     * @param grouping null when each is sent alone
     * @param reminding null when there are no reminders
     * @param resolvedAfter how long a recovery waits for the problem to come back; null when it is sent at once
     */
    public record Pace(@Nullable Grouping grouping, @Nullable Reminding reminding, @Nullable Duration resolvedAfter) {
        public static final Pace PLAIN = new Pace(null, null, null);

        public boolean plain() {
            return equals(PLAIN);
        }
    }

    /**
     * Events with the same values under some names share a message.
     *
     * @param by labels or well-known names ({@link EventFields}); none puts everything of a target together
     * @param patience how long the first notice of a group waits for others
     * @param interval the least time between a message about a group and the next
     */
    public record Grouping(List<String> by, Duration patience, Duration interval) {
        public Grouping {
            by = List.copyOf(by);
        }
    }

    /**
     * Reminders of events that are open and not acknowledged.
     *
     * @param most how often at most
     */
    public record Reminding(Duration every, int most) {}

    /**
     * How messages are written.
     *
     * @param template the name of a template; empty for the usual one
     * @param language such as {@code zh}; null for the usual one
     * @param zone of the times in it; null for the usual one
     * @param mentions the people that they call, by the type of the channel; a channel that is not there calls those that its bot names
     */
    public record Wording(
            @JsonProperty("message_template") @JsonSerialize(converter = Written.EmptyIsNull.class) String template,
            @JsonProperty("message_language") @Nullable String language,
            @JsonProperty("message_time_zone")
                    @JsonSerialize(converter = Written.FromZone.class)
                    @JsonDeserialize(converter = Written.ToZone.class)
                    @Nullable
                    ZoneId zone,
            @JsonProperty("message_mentions") @JsonSerialize(converter = Written.NoneIsNull.class)
                    Map<String, String> mentions) {
        public static final Wording USUAL = new Wording("", null, null, Map.of());

        public Wording {
            mentions = Map.copyOf(mentions);
        }

        public boolean usual() {
            return equals(USUAL);
        }
    }

    /**
     * One place that a notice goes to.
     *
     * @param channel channel type, such as {@code Webhook} or {@code Lark}
     * @param address URL or chat id
     * @param botId the bot that posts; null for webhooks
     * @param format webhook body: {@code legacy}, {@code event.v1} or {@code text}; null for chat channels
     */
    public record Target(String channel, String address, @Nullable String botId, @Nullable String format) {
        private static final String LEGACY = "legacy";

        /** Whether it gets VeAIOps' body, the raw data of one alarm: it can carry nothing else. */
        public boolean legacy() {
            return LEGACY.equals(format);
        }
    }
}

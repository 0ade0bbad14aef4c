package routes.alarm.chatops;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import routes.alarm.Disposition;
import routes.alarm.Level;
import routes.alarm.SilenceDelta;

/**
 * The interest rules that a chat message satisfied, in the order of the notification.
 *
 * @param rules empty when the message satisfied none
 */
public record InterestHit(List<Rule> rules) {
    /**
     * One satisfied rule.
     *
     * @param id the rule's uuid; its name where the sender gives no uuid (names are unique for a bot)
     * @param filter whether the rule means "not interesting": it beats every other rule
     * @param silence how long further hits in the same chat are held back; zero holds nothing back
     * @param thinking why the agent found the rule satisfied
     */
    public record Rule(
            String id, String name, boolean filter, @Nullable Level level, Duration silence, String thinking) {}

    public InterestHit {
        rules = List.copyOf(rules);
    }

    /** Reads the notification of an interest agent: as it was posted, or as {@code raw} of its alarm holds it. */
    public static InterestHit of(JsonNode notification) {
        List<Rule> satisfied = new ArrayList<>();
        for (JsonNode item : notification.path("data")) {
            if (item.path("is_satisfied").asBoolean(false)) {
                satisfied.add(rule(item));
            }
        }
        return new InterestHit(satisfied);
    }

    /** None satisfied is not matched; a filter beats a detector. */
    public Disposition disposition() {
        if (rules.isEmpty()) {
            return Disposition.NOT_MATCHED;
        }
        return rules.stream().anyMatch(Rule::filter) ? Disposition.FILTERED : Disposition.NOTIFY;
    }

    /** The most severe level of the rules if the hit is to be notified, P2 in every other case. */
    public Level level() {
        return disposition() == Disposition.NOTIFY
                ? rules.stream()
                        .map(Rule::level)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(Level.P2)
                : Level.P2;
    }

    /** The shortest silence of the rules; zero when there is none. */
    public Duration silence() {
        return rules.stream().map(Rule::silence).min(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    public List<String> ids() {
        return rules.stream().map(Rule::id).toList();
    }

    public List<String> names() {
        return rules.stream().map(Rule::name).toList();
    }

    /** What the agent thought, one line for each rule that has a thought. */
    public String thinking() {
        return String.join(
                "\n",
                rules.stream()
                        .map(Rule::thinking)
                        .filter(text -> !text.isBlank())
                        .toList());
    }

    private static Rule rule(JsonNode item) {
        String name = item.path("name").asText("");
        return new Rule(
                item.path("uuid").asText(name),
                name,
                "Filter".equals(item.path("action_category").textValue()),
                ChatopsLevels.of(item.path("level")),
                SilenceDelta.of(item.path("silence_delta")),
                item.path("thinking").asText(""));
    }
}

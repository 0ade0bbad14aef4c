package routes.steps.dispatch;

import java.time.Instant;
import java.util.List;
import routes.alarm.AlarmIds;
import routes.alarm.chatops.InterestHit;
import routes.event.PublishedEvent;
import routes.notice.LastSent;

/**
 * Holds back an interest hit when each of its rules was sent to the same chat within the rule's silence, at this level
 * or a worse one.
 */
public final class InterestRestraint {
    private static final String INTEREST = "chatops_interest_agent";

    private final LastSent lastSent;

    public InterestRestraint(LastSent lastSent) {
        this.lastSent = lastSent;
    }

    /** Whether the event is held back; when it is not, its rules count as sent from now on. */
    public boolean restrains(PublishedEvent event, Instant now) {
        if (!INTEREST.equals(event.agentType())) {
            return false;
        }
        List<InterestHit.Rule> rules = InterestHit.of(event.rawData()).rules();
        if (!rules.isEmpty() && rules.stream().allMatch(rule -> silent(event, rule, now))) {
            return true;
        }
        rules.forEach(
                rule -> lastSent.remember(matter(event, rule), new LastSent.Sent(event.id(), event.eventLevel(), now)));
        return false;
    }

    private boolean silent(PublishedEvent event, InterestHit.Rule rule, Instant now) {
        return lastSent.last(matter(event, rule))
                .filter(last -> !last.eventId().equals(event.id()))
                .filter(last -> now.isBefore(last.at().plus(rule.silence())))
                .filter(last -> !event.eventLevel().worseThan(last.level()))
                .isPresent();
    }

    private static String matter(PublishedEvent event, InterestHit.Rule rule) {
        return AlarmIds.derived(
                "interest",
                event.rawData().path("channel").asText(),
                event.rawData().path("bot_id").asText(),
                event.rawData().path("chat_id").asText(),
                rule.id());
    }
}

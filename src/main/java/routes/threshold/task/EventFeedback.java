package routes.threshold.task;

import java.time.Instant;
import java.util.Optional;

/** What people say of an event of one of our rules is feedback on the series that the rule watches. */
public final class EventFeedback {
    private final RuleEvents events;
    private final HistoryFeedbacks feedbacks;

    public EventFeedback(RuleEvents events, HistoryFeedbacks feedbacks) {
        this.events = events;
        this.feedbacks = feedbacks;
    }

    /** @param by the person */
    public record Said(HistoryFeedback.Kind kind, String by, String comment, Instant at) {}

    /**
     * @param id the same for the same words, however often they come
     * @return empty for an event that no rule of ours raised
     */
    public Optional<HistoryFeedback> say(String id, String eventId, Said said) {
        Optional<HistoryFeedback> feedback = events.find(eventId)
                .map(event -> new HistoryFeedback(
                        id,
                        event.dataSourceId(),
                        said.kind(),
                        event.series(),
                        event.start(),
                        event.end(),
                        event.id(),
                        said.by(),
                        said.comment(),
                        said.at()));
        feedback.ifPresent(feedbacks::put);
        return feedback;
    }
}

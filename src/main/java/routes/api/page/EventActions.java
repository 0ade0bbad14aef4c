package routes.api.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import routes.alarm.AlarmIds;
import routes.channel.CardButtons;
import routes.event.Acknowledgements;
import routes.event.EventState;
import routes.event.EventView;
import routes.http.ApiRequest;
import routes.http.AuditTrail;
import routes.subscription.silence.Mutes;
import routes.subscription.silence.Silence;
import routes.subscription.silence.SilenceRegistry;
import routes.subscription.silence.SilencesNotLoaded;

/** What a page does to an event, as the buttons of messages do: it is acknowledged or muted, and the audit says who did it. */
public final class EventActions {
    private final Acknowledgements acknowledgements;
    private final Mutes mutes;
    private final SilenceRegistry silences;
    private final AuditTrail audit;
    private final Clock clock;

    public EventActions(
            Acknowledgements acknowledgements, Mutes mutes, SilenceRegistry silences, AuditTrail audit, Clock clock) {
        this.acknowledgements = acknowledgements;
        this.mutes = mutes;
        this.silences = silences;
        this.audit = audit;
        this.clock = clock;
    }

    /** Their names, for an event that goes on. */
    List<String> of(EventView event) {
        EventView.Own own = Objects.requireNonNull(event.own(), "an event of a page");
        if (own.state() != EventState.FIRING) {
            return List.of();
        }
        return CardButtons.ALARM.stream()
                .filter(action -> own.acknowledgedAt() == null || !action.equals(CardButtons.ACKNOWLEDGE))
                .toList();
    }

    /** @param request whose path is written down */
    void act(ApiRequest request, EventView event, String action, String by) {
        audit.change(request, by, "eventPageAct", () -> act(event, action, by));
    }

    private void act(EventView event, String action, String by) {
        Instant now = clock.instant();
        if (action.equals(CardButtons.ACKNOWLEDGE)) {
            acknowledgements.acknowledge(event.id(), new Acknowledgements.Acknowledged(by, now));
            return;
        }
        EventView.Own own = Objects.requireNonNull(event.own(), "an event of a page");
        Duration time = Objects.requireNonNull(CardButtons.MUTES.get(action), action);
        String minute = now.truncatedTo(ChronoUnit.MINUTES).toString();
        mutes.mute(
                AlarmIds.derived("mute", event.id(), time.toString(), minute),
                new Mutes.Problem(own.fingerprint(), "muted from the event page: " + own.title()),
                time,
                by);
        silences.refresh();
    }

    /** The silence that holds back what is said of the event now. */
    Optional<Silence> silence(EventView event) {
        if (event.history().isEmpty()) {
            return Optional.empty();
        }
        try {
            return silences.holding(
                    event.published(event.history().get(event.history().size() - 1)), clock.instant());
        } catch (SilencesNotLoaded e) {
            return Optional.empty();
        }
    }
}

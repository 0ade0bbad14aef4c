package routes.steps.inbound;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.alarm.AlarmIds;
import routes.channel.CardAction;
import routes.channel.CardButtons;
import routes.channel.CardButtons.Pressed;
import routes.channel.bot.Bot;
import routes.event.Acknowledgements;
import routes.notice.Feedback;
import routes.notice.Notice;
import routes.notice.SentMessages;
import routes.steps.delivery.MessageChanges;
import routes.subscription.silence.Mutes;
import routes.threshold.task.EventFeedback;
import routes.threshold.task.HistoryFeedback;

/**
 * What a click on a card does: it is kept with its actor; a problem is acknowledged or muted, or the next learning of its
 * threshold heeds what it was; the card says so.
 *
 * <p>Failure policy: what a click does has an id of its own, so that a click that is delivered or made twice does it once. A
 * card that the platform does not let us change stays as it is.
 */
public final class InboundClicks {
    private static final Logger LOG = LoggerFactory.getLogger(InboundClicks.class);

    private static final Map<String, HistoryFeedback.Kind> JUDGEMENTS = Map.of(
            CardButtons.WAS_INCIDENT, HistoryFeedback.Kind.INCIDENT,
            CardButtons.WAS_NORMAL, HistoryFeedback.Kind.NORMAL);

    private final CardButtons buttons;
    private final SentMessages messages;
    private final Effects effects;

    /** What clicks have an effect on. */
    public record Effects(
            Acknowledgements acknowledgements, Mutes mutes, MessageChanges messages, EventFeedback thresholds) {}

    public InboundClicks(CardButtons buttons, SentMessages messages, Effects effects) {
        this.buttons = buttons;
        this.messages = messages;
        this.effects = effects;
    }

    public void take(Exchange exchange) {
        InboundSteps.Work work = InboundSteps.work(exchange);
        Optional<CardAction> click = work.channel().action(work.event(), work.bot());
        Optional<Pressed> pressed = click.flatMap(one -> buttons.pressed(one.value()));
        if (pressed.isEmpty()) {
            LOG.info(
                    "a click that no button of ours makes: {}",
                    work.event().header().eventId());
            return;
        }
        Optional<Notice> notice = notice(work.bot(), click.get(), pressed.get());
        if (notice.isEmpty()) {
            LOG.warn(
                    "a click on a message that is not ours: {}",
                    work.event().header().eventId());
            return;
        }
        messages.keep(feedback(notice.get(), click.get(), pressed.get()));
        act(work, notice.get(), click.get(), pressed.get());
    }

    /** The notice that the button stood under, if this very bot sent it. */
    private Optional<Notice> notice(Bot bot, CardAction click, Pressed pressed) {
        Optional<Notice> found = pressed.noticeId().isEmpty()
                ? Optional.ofNullable(click.messageId()).flatMap(id -> messages.holding(bot.channel(), id))
                : messages.notice(pressed.noticeId());
        return found.filter(notice -> notice.event().id().equals(pressed.eventId()))
                .filter(notice -> notice.target().channel().equals(bot.channel()))
                .filter(notice -> bot.botId().equals(notice.target().botId()));
    }

    private static Feedback feedback(Notice notice, CardAction click, Pressed pressed) {
        String text = click.text() == null ? "" : click.text();
        String id = AlarmIds.derived("click", notice.id(), pressed.action(), who(click), text);
        return new Feedback(
                id,
                pressed.eventId(),
                notice.target().channel(),
                click.messageId(),
                pressed.action(),
                click.text(),
                click.actor(),
                click.at());
    }

    private void act(InboundSteps.Work work, Notice notice, CardAction click, Pressed pressed) {
        Duration mute = CardButtons.MUTES.get(pressed.action());
        HistoryFeedback.Kind judgement = JUDGEMENTS.get(pressed.action());
        if (pressed.action().equals(CardButtons.ACKNOWLEDGE)) {
            Acknowledgements.Acknowledged taken = new Acknowledgements.Acknowledged(who(click), click.at());
            effects.acknowledgements().acknowledge(pressed.eventId(), taken);
            note(work, notice, click);
        } else if (mute != null) {
            mute(notice, click, mute);
            note(work, notice, click);
        } else if (judgement != null) {
            judge(notice, click, judgement);
            note(work, notice, click);
        } else if (pressed.action().equals("public")) {
            showToAll(work, notice, click);
        }
    }

    /** Shown first, then taken back from those who saw it alone: a crash in between loses nothing. */
    private void showToAll(InboundSteps.Work work, Notice notice, CardAction click) {
        Optional<String> shown = messages.shownToAll(notice.id());
        if (shown.isEmpty()) {
            shown = work.channel().publish(notice, click, work.bot());
            shown.ifPresent(id -> messages.showToAll(notice.id(), id));
        }
        shown.ifPresent(forAll -> messages.messagesOf(notice.id()).stream()
                .filter(message -> !message.equals(forAll))
                .forEach(message -> work.channel().withdraw(notice, message, work.bot())));
    }

    /** A silence of the event's fingerprint; the second click of the same kind finds it there. */
    private void mute(Notice notice, CardAction click, Duration time) {
        String id = AlarmIds.derived("mute", notice.id(), time.toString());
        String comment = "muted from " + notice.target().channel() + ": "
                + notice.event().title();
        effects.mutes().mute(id, new Mutes.Problem(notice.event().fingerprint(), comment), time, who(click));
    }

    /** One word of each person on an event: a later click takes the place of an earlier one. */
    private void judge(Notice notice, CardAction click, HistoryFeedback.Kind kind) {
        String event = notice.event().id();
        EventFeedback.Said said = new EventFeedback.Said(
                kind, who(click), "from " + notice.target().channel(), click.at());
        if (effects.thresholds()
                .say(AlarmIds.derived("judged", event, who(click)), event, said)
                .isEmpty()) {
            LOG.warn("no rule of ours raised event {}: nothing learns from the click", event);
        }
    }

    private void note(InboundSteps.Work work, Notice notice, CardAction click) {
        if (!effects.messages().clicked(work, notice, click)) {
            LOG.info("the card {} stays as it is: the platform does not let it be changed", click.messageId());
        }
    }

    private static String who(CardAction click) {
        Map<String, String> actor = click.actor();
        return Optional.ofNullable(actor.get("open_id"))
                .or(() -> actor.values().stream().sorted().findFirst())
                .orElse("unknown");
    }
}

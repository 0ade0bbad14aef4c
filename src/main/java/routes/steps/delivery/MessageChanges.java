package routes.steps.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.channel.CardAction;
import routes.channel.CardUpdate;
import routes.channel.Channel;
import routes.channel.Channels;
import routes.channel.Outbound;
import routes.channel.bot.Bot;
import routes.channel.bot.BotRegistry;
import routes.event.EventState;
import routes.notice.Feedback;
import routes.notice.Notice;
import routes.notice.NoticeFinish;
import routes.notice.NoticeKind;
import routes.notice.NoticeState;
import routes.notice.SentMessages;
import routes.steps.inbound.InboundSteps;

/**
 * Keeps messages that were sent true, in their place: they say how their event stands now, and what people did
 * about it (firing, acknowledged, recovered). A message that carries several events is left as it is.
 *
 * <p>Failure policy: earlier messages are changed when the receipt of the later one is stored, so that nothing here makes it
 * unsent or sent twice. A change that fails is not made again: the later message says the same.
 */
public final class MessageChanges {
    private static final Logger LOG = LoggerFactory.getLogger(MessageChanges.class);
    private static final Set<NoticeKind> NEWS = Set.of(NoticeKind.ESCALATED, NoticeKind.RESOLVED, NoticeKind.STABLE);
    private static final int MOST_OTHERS = 5;

    private final Channels channels;
    private final BotRegistry bots;
    private final SentMessages sent;

    public MessageChanges(Channels channels, BotRegistry bots, SentMessages sent) {
        this.channels = channels;
        this.bots = bots;
        this.sent = sent;
    }

    /** Where a change goes to. */
    private record Place(Channel channel, Bot bot) {}

    /** The last step of an attempt; never fails. A message that was sent late does not take the place of a newer one. */
    public void afterSending(Exchange exchange) {
        Notice notice = Outbound.notice(exchange);
        boolean ended = NoticeAttempt.finished(exchange)
                .map(NoticeFinish::state)
                .filter(NoticeState.SENT::equals)
                .isPresent();
        if (!ended || !notice.subscribed() || !NEWS.contains(notice.kind())) {
            return;
        }
        changing(notice, () -> place(notice).ifPresent(place -> {
            Notice newest = sent.newest(notice);
            change(place, newest, sent.earlierMessages(newest));
        }));
    }

    private static void changing(Notice notice, Runnable change) {
        try {
            change.run();
        } catch (RuntimeException e) {
            LOG.warn("other messages about event {} stay: {}", notice.event().id(), e.toString());
        }
    }

    private Optional<Place> place(Notice notice) {
        return channels.of(notice.target().channel())
                .filter(channel -> channel.card(notice, "", going(notice)).isPresent())
                .flatMap(channel -> Optional.ofNullable(notice.target().botId())
                        .flatMap(bot -> bots.find(channel.type(), bot))
                        .map(bot -> new Place(channel, bot)));
    }

    private void change(Place place, Notice now, List<String> messages) {
        if (messages.isEmpty()) {
            return;
        }
        Optional<String> content = content(place.channel(), now);
        for (String message : messages.subList(0, Math.min(MOST_OTHERS, messages.size()))) {
            content.ifPresent(text -> place.channel().update(new CardUpdate(message, text), place.bot()));
        }
    }

    /**
     * The message whose button was pressed says what was done, and so do the others about the event in the chat. When the event
     * went on meanwhile, they go along.
     *
     * @return false when the platform does not let it be changed
     */
    public boolean clicked(InboundSteps.Work work, Notice notice, CardAction click) {
        Place place = new Place(work.channel(), work.bot());
        Notice before = sent.newest(notice);
        boolean changed = change(place, before, click);
        Notice after = sent.newest(before);
        return after.id().equals(before.id()) ? changed : change(place, after, click);
    }

    private boolean change(Place place, Notice now, CardAction click) {
        changing(now, () -> change(place, now, others(now, click)));
        String message = Optional.ofNullable(click.messageId()).orElse("");
        return content(place.channel(), now)
                .map(content -> new CardUpdate(message, content, click.updateToken()))
                .filter(update -> place.channel().update(update, place.bot()))
                .isPresent();
    }

    private List<String> others(Notice now, CardAction click) {
        List<String> messages = new ArrayList<>(sent.messagesOf(now.id()));
        messages.addAll(sent.earlierMessages(now));
        messages.removeIf(message -> message.equals(click.messageId()));
        return messages;
    }

    private Optional<String> content(Channel channel, Notice now) {
        return channel.card(now, note(channel, now), going(now));
    }

    /** A line for each thing that was done, by the first who did it. */
    private String note(Channel channel, Notice notice) {
        Map<String, String> lines = new LinkedHashMap<>();
        for (Feedback one : sent.said(notice.event().id(), channel.type())) {
            lines.putIfAbsent(one.action(), channel.words(one.action(), one.operator()));
        }
        return lines.values().stream().filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static boolean going(Notice notice) {
        return notice.event().state() == EventState.FIRING;
    }
}

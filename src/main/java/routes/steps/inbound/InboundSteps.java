package routes.steps.inbound;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.alarm.AlarmIds;
import routes.channel.Channel;
import routes.channel.Channels;
import routes.channel.InboundEvent;
import routes.channel.bot.Bot;
import routes.channel.bot.BotRegistry;
import routes.channel.chat.ChatChange;
import routes.channel.chat.Inbox;
import routes.common.json.Json;
import routes.steps.kafka.LogRecord;

/**
 * Works on one event of a platform, step by step, as {@code inbound-route.camel.yaml} says.
 *
 * <p>Failure policy: each step may be repeated. An event is marked as done when its effect is stored and its message is in
 * the log; until then a repetition goes on where the last attempt ended.
 */
public final class InboundSteps {
    private static final Logger LOG = LoggerFactory.getLogger(InboundSteps.class);
    private static final String EVENT_ID = "event_id";
    private static final String EVENT_TYPE = "event_type";
    private static final String EVENT = "inboundEvent";
    private static final String WORK = "inboundWork";
    private static final byte[] NOTHING = {};

    private final Channels channels;
    private final BotRegistry bots;
    private final Inbox inbox;
    private final Consumer<ChatChange> chats;
    private final Clock clock;

    /** @param chats takes what events say of chats; the same change may come again */
    public InboundSteps(Channels channels, BotRegistry bots, Inbox inbox, Consumer<ChatChange> chats, Clock clock) {
        this.channels = channels;
        this.bots = bots;
        this.inbox = inbox;
        this.chats = chats;
        this.clock = clock;
    }

    /** An event with the channel and the bot that it came by. */
    public record Work(InboundEvent event, Channel channel, Bot bot) {}

    /** Leaves the key of the idempotent consumer and that of the router in the headers. */
    public void open(Exchange exchange) {
        InboundEvent event = exchange.getMessage().getBody(InboundEvent.class);
        exchange.setProperty(EVENT, event);
        exchange.getMessage().setHeader(EVENT_ID, id(event));
        exchange.getMessage().setHeader(EVENT_TYPE, event.header().eventType());
    }

    /** Finds the channel and the bot that the event came by. */
    public void find(Exchange exchange) {
        InboundEvent event = event(exchange);
        exchange.setProperty(WORK, new Work(event, channel(event), bot(event)));
    }

    private Channel channel(InboundEvent event) {
        return channels.of(event.header().channel())
                .orElseThrow(() -> new IllegalStateException(
                        "there is no channel " + event.header().channel() + " here"));
    }

    private Bot bot(InboundEvent event) {
        return bots.find(event.header().channel(), event.header().appId())
                .orElseThrow(() ->
                        new IllegalStateException("the bot " + event.header().appId() + " is gone"));
    }

    /** The bot came or went, or the chat changed. */
    public void chat(Exchange exchange) {
        Work work = work(exchange);
        work.channel().chat(work.event(), work.bot()).ifPresent(chats);
    }

    /** No step handles events of this kind: kept as they are. */
    public void unknown(Exchange exchange) {
        InboundEvent event = work(exchange).event();
        inbox.keep(entry(event, Inbox.State.UNKNOWN, event.header().platformType(), Json.bytes(event)));
    }

    /** The durable mark that the event is handled: what {@link HandledEvents} contains. */
    public void done(Exchange exchange) {
        InboundEvent event = event(exchange);
        inbox.keep(entry(event, Inbox.State.DONE, "", NOTHING));
    }

    /** The last attempt failed: the event is kept with its reason, and goes to the topic of dead events. */
    public void dead(Exchange exchange) {
        InboundEvent event = event(exchange);
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String reason = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        LOG.warn(
                "the event {} of {} is given up: {}",
                event.header().eventId(),
                event.header().channel(),
                reason);
        byte[] value = Json.bytes(event);
        inbox.keep(entry(event, Inbox.State.DEAD, reason, value));
        exchange.getMessage().setBody(List.of(LogRecord.of(exchange.getContext(), event.orderKey(), value)));
    }

    /** The body is a dead event; leaves its record for the log in place of it. */
    public void revive(Exchange exchange) throws IOException {
        byte[] value = exchange.getMessage().getBody(Inbox.Entry.class).value();
        InboundEvent event = Json.mapper().readValue(value, InboundEvent.class);
        exchange.getMessage().setBody(List.of(LogRecord.of(exchange.getContext(), event.orderKey(), value)));
    }

    static Work work(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(WORK, Work.class))
                .orElseThrow(
                        () -> new IllegalStateException("the channel and the bot of the event were not looked up"));
    }

    private static InboundEvent event(Exchange exchange) {
        return exchange.getProperty(EVENT, InboundEvent.class);
    }

    private Inbox.Entry entry(InboundEvent event, Inbox.State state, String reason, byte[] value) {
        InboundEvent.Header header = event.header();
        return new Inbox.Entry(
                id(event), header.channel(), header.appId(), header.eventType(), state, reason, value, clock.instant());
    }

    private static String id(InboundEvent event) {
        InboundEvent.Header header = event.header();
        return AlarmIds.derived("inbound", header.channel(), header.appId(), header.eventId());
    }
}

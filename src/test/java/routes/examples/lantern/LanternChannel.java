package routes.examples.lantern;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import routes.alarm.BoundedJson;
import routes.channel.Channel;
import routes.channel.EventTypes;
import routes.channel.HttpSend;
import routes.channel.InboundEvent;
import routes.channel.InboundPost;
import routes.channel.Outbound;
import routes.channel.Received;
import routes.channel.bot.Bot;
import routes.channel.bot.BotRegistry;
import routes.channel.bot.Credential;
import routes.channel.chat.ChatType;
import routes.channel.chat.Message;
import routes.channel.chat.Part;
import routes.channel.chat.SenderType;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.notice.Notice;
import routes.notice.receipt.ReceiptRules;

/** Rooms of Lantern, both ways. */
public final class LanternChannel implements Channel {
    static final String TYPE = "Lantern";

    private final BotRegistry book;
    private final Function<Notice, String> writing;
    private final ReceiptRules receipts;
    private final String baseUrl;

    LanternChannel(BotRegistry book, Function<Notice, String> writing, ReceiptRules receipts, String baseUrl) {
        this.book = book;
        this.writing = writing;
        this.receipts = receipts;
        this.baseUrl = baseUrl;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Credential> credentials() {
        return List.of(Credential.required(Bot.SECRET, "Token of the bot: Lantern, Settings, Bots"));
    }

    /** First step of the route: makes the notice the request. */
    public void begin(Exchange exchange) {
        Notice notice = Outbound.notice(exchange);
        Optional<Bot> bot = Optional.ofNullable(notice.target().botId())
                .flatMap(id -> book.find(TYPE, id))
                .filter(Bot::active);
        if (bot.isEmpty()) {
            HttpSend.skip(exchange, "the subscription's bot is no active Lantern bot");
            return;
        }
        String token = bot.get().credentials().get(Bot.SECRET).reveal();
        HttpSend.prepare(
                exchange,
                new HttpSend.Post(
                        baseUrl + "/rooms/" + notice.target().address() + "/messages",
                        Map.of("Content-Type", "application/json", "Authorization", "Bearer " + token),
                        writing.apply(notice).getBytes(StandardCharsets.UTF_8),
                        List.of(token)));
    }

    /** Last step: what Lantern's answer means. */
    public void judge(Exchange exchange) {
        Outbound.end(exchange, HttpSend.judged(exchange, receipts, Clock.systemUTC()));
    }

    /** When there was no answer. */
    public void failed(Exchange exchange) {
        HttpSend.failed(exchange);
    }

    @Override
    public Received receive(InboundPost post) {
        byte[] shown = post.header("x-lantern-token").orElse("").getBytes(StandardCharsets.UTF_8);
        Optional<Bot> bot = book.active(TYPE).stream()
                .filter(one -> MessageDigest.isEqual(
                        one.credentials().get(Bot.SECRET).reveal().getBytes(StandardCharsets.UTF_8), shown))
                .findFirst();
        if (bot.isEmpty()) {
            return Received.Refused.unauthenticated("x-lantern-token is no active bot's");
        }
        try {
            InboundEvent event = event(bot.get(), post);
            return new Received.Accepted(
                    List.of(event), Received.Answer.success(event.header().eventType()), null);
        } catch (RefusedRequest e) {
            return new Received.Refused(ErrorCode.MALFORMED_BODY, e.getMessage());
        }
    }

    private static InboundEvent event(Bot bot, InboundPost post) {
        var body = BoundedJson.object(post.body());
        String theirs = body.path("type").asText();
        String ours = theirs.equals("said") ? EventTypes.MESSAGE : EventTypes.UNKNOWN;
        return new InboundEvent(
                new InboundEvent.Header(
                        body.path("id").asText(),
                        ours,
                        theirs,
                        TYPE,
                        bot.botId(),
                        body.path("room").textValue(),
                        post.at()),
                body);
    }

    @Override
    public Optional<Message> message(InboundEvent event, Bot bot) {
        String text = event.event().path("text").asText();
        return Optional.of(new Message(
                TYPE,
                bot.botId(),
                event.event().path("room").asText(),
                ChatType.GROUP,
                event.event().path("id").asText(),
                event.header().createTime(),
                event.event().path("author").asText(),
                SenderType.USER,
                "text",
                text,
                text,
                List.of(),
                text.contains("@" + bot.name()),
                List.of(Part.text(text)),
                Message.Thread.NONE,
                event.header().eventId()));
    }
}

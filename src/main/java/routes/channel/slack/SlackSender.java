package routes.channel.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.camel.Exchange;
import routes.channel.HttpSend;
import routes.channel.Outbound;
import routes.channel.bot.Bot;
import routes.channel.bot.BotRegistry;
import routes.common.json.Json;
import routes.common.security.Secret;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.receipt.ReceiptRules;

/** The steps around the HTTP call of {@code channel-slack.camel.yaml}. */
public final class SlackSender {
    private final BotRegistry bots;
    private final BiFunction<Notice, Bot, String> writing;
    private final ReceiptRules receipts;
    private final Clock clock;

    /** @param writing a notice as its bot sends it: JSON without the channel */
    public SlackSender(BotRegistry bots, BiFunction<Notice, Bot, String> writing, ReceiptRules receipts, Clock clock) {
        this.bots = bots;
        this.writing = writing;
        this.receipts = receipts;
        this.clock = clock;
    }

    /** Makes the message the HTTP request; sets the result at once when there is nothing to send with. */
    public void begin(Exchange exchange) throws JsonProcessingException {
        Notice notice = Outbound.notice(exchange);
        Optional<Bot> bot = Optional.ofNullable(notice.target().botId())
                .flatMap(id -> bots.find(SlackChannel.TYPE, id))
                .filter(Bot::active);
        if (bot.isEmpty()) {
            HttpSend.skip(exchange, "the subscription's bot is no active Slack app");
            return;
        }
        Optional<Secret> token = bot.get().credential(SlackCredentials.TOKEN);
        Optional<Secret> hook = bot.get().credential(SlackCredentials.WEBHOOK_URL);
        if (token.isPresent()) {
            HttpSend.prepare(exchange, asApp(notice, bot.get(), token.get()));
        } else if (hook.isPresent()) {
            HttpSend.prepare(
                    exchange, HttpSend.Post.toHook(hook.get().reveal(), Json.bytes(message(notice, bot.get()))));
        } else {
            HttpSend.skip(exchange, "the Slack app has neither a bot token nor an incoming webhook");
        }
    }

    private HttpSend.Post asApp(Notice notice, Bot bot, Secret token) throws JsonProcessingException {
        byte[] body = Json.bytes(addressed(message(notice, bot), notice));
        return new HttpSend.Post("/chat.postMessage", SlackApi.headers(token), body, List.of(token.reveal()));
    }

    private ObjectNode message(Notice notice, Bot bot) throws JsonProcessingException {
        return (ObjectNode) Json.mapper().readTree(writing.apply(notice, bot));
    }

    /** An answer to a chat goes into the thread of the message that it answers. */
    private static ObjectNode addressed(ObjectNode body, Notice notice) {
        String chat = notice.target().address();
        body.put("channel", chat);
        body.put("unfurl_links", false);
        String source = notice.event().rawData().path("msg_id").asText();
        if (!notice.subscribed() && source.startsWith(chat + ":")) {
            body.put("thread_ts", source.substring(chat.length() + 1));
        }
        return body;
    }

    /** Judges Slack's answer. */
    public void judge(Exchange exchange) {
        Outbound.end(exchange, inChat(HttpSend.judged(exchange, receipts, clock), Outbound.notice(exchange)));
    }

    /** Slack's ids are unique in their channel only. */
    private static SendResult inChat(SendResult result, Notice notice) {
        if (!(result instanceof SendResult.Sent sent) || sent.ids().contains(notice.id())) {
            return result;
        }
        List<String> ids = sent.ids().stream()
                .map(ts -> SlackMessages.id(notice.target().address(), ts))
                .toList();
        return new SendResult.Sent(ids, sent.said());
    }

    /** Judges a call that brought no answer. */
    public void failed(Exchange exchange) {
        HttpSend.failed(exchange);
    }
}

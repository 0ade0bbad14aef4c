package routes.channel.mapped;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import routes.alarm.BoundedJson;
import routes.channel.HiddenTexts;
import routes.channel.HttpSend;
import routes.channel.NoticeWriter;
import routes.channel.Outbound;
import routes.channel.bot.Bot;
import routes.channel.bot.BotRegistry;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.common.outgoing.HttpCall;
import routes.common.security.Secret;
import routes.notice.Notice;
import routes.notice.receipt.ReceiptRegistry;
import routes.notice.render.Medium;

/** The steps around the HTTP call of {@code channel-mapped.camel.yaml}. */
public final class MappedSender {
    private final MappedChannels channels;
    private final BotRegistry book;
    private final NoticeWriter writer;
    private final ReceiptRegistry receipts;
    private final Clock clock;

    public MappedSender(
            MappedChannels channels, BotRegistry book, NoticeWriter writer, ReceiptRegistry receipts, Clock clock) {
        this.channels = channels;
        this.book = book;
        this.writer = writer;
        this.receipts = receipts;
        this.clock = clock;
    }

    /** Makes the message the HTTP request; sets the result at once when there is nothing to send with. */
    public void begin(Exchange exchange) {
        Notice notice = Outbound.notice(exchange);
        ChannelFile file = channels.file(notice.target().channel());
        Optional<Bot> bot = Optional.ofNullable(notice.target().botId())
                .flatMap(id -> book.find(file.type(), id))
                .filter(Bot::active);
        if (bot.isEmpty()) {
            HttpSend.skip(exchange, "the subscription's bot is no active " + file.type() + " bot");
            return;
        }
        try {
            HttpSend.prepare(exchange, call(file, bot.get(), notice), HiddenTexts.of(bot.get()));
        } catch (Unset e) {
            HttpSend.skip(exchange, e.getMessage());
        }
    }

    private HttpCall call(ChannelFile file, Bot bot, Notice notice) {
        Function<String, Optional<String>> values = name -> value(file, bot, notice, name);
        String url = file.request()
                .url()
                .address(values)
                .orElseThrow(() -> new Unset(file.request().url()));
        byte[] body = body(file, notice, values);
        Map<String, String> headers = new HashMap<>();
        headers.put(
                "Content-Type", file.medium().json() ? "application/json; charset=utf-8" : "text/plain; charset=utf-8");
        file.request().headers().forEach((name, text) -> text.line(values).ifPresent(line -> headers.put(name, line)));
        file.signing().ifPresent(signing -> bot.credential(signing.credential())
                .ifPresent(secret -> headers.putAll(
                        signing.headers(secret.reveal(), new Signing.Post(notice.id(), clock.instant(), body)))));
        return new HttpCall(file.request().method(), url, null, headers, body);
    }

    private byte[] body(ChannelFile file, Notice notice, Function<String, Optional<String>> values) {
        if (!file.medium().json()) {
            return writer.write(notice, file.medium()).text().getBytes(StandardCharsets.UTF_8);
        }
        ObjectNode fields = Json.mapper().createObjectNode();
        file.fields().forEach((name, text) -> fields.put(name, text.line(values).orElseThrow(() -> new Unset(text))));
        Medium room = file.medium().within(file.medium().maxBytes() - Json.bytes(fields).length);
        byte[] written = writer.write(notice, room).text().getBytes(StandardCharsets.UTF_8);
        return Json.bytes(BoundedJson.object(written).setAll(fields));
    }

    private static Optional<String> value(ChannelFile file, Bot bot, Notice notice, String name) {
        return name.equals(Blanks.TARGET)
                ? Optional.of(notice.target().address())
                : bot.credential(name)
                        .map(Secret::reveal)
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .or(() -> Optional.ofNullable(file.defaults().get(name)));
    }

    /** Judges the target's answer. */
    public void judge(Exchange exchange) {
        ChannelFile file = channels.file(Outbound.notice(exchange).target().channel());
        Outbound.end(exchange, HttpSend.judged(exchange, receipts.of(file.receipts()), clock));
    }

    /** Judges a call that brought no answer. */
    public void failed(Exchange exchange) {
        HttpSend.failed(exchange);
    }

    /** A credential that the message needs is not set. */
    private static final class Unset extends VeaiopsException {
        private static final long serialVersionUID = 1L;

        Unset(Blanks text) {
            super("the bot lacks one of the credentials " + text.names());
        }
    }
}

package routes.channel.mapped;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import routes.channel.HiddenTexts;
import routes.channel.HttpSend;
import routes.channel.NoticeWriter;
import routes.channel.Outbound;
import routes.channel.bot.Bot;
import routes.channel.bot.BotRegistry;
import routes.common.outgoing.HttpCall;
import routes.common.security.Secret;
import routes.notice.Notice;
import routes.notice.receipt.ReceiptRegistry;
import routes.notice.render.Content;

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
            prepare(exchange, file, bot.get());
        } catch (MappedCall.Unset e) {
            HttpSend.skip(exchange, e.getMessage());
        }
    }

    private void prepare(Exchange exchange, ChannelFile file, Bot bot) {
        Notice notice = Outbound.notice(exchange);
        CallValues values = new CallValues(file, bot, notice, () -> writer.values(notice, file.medium()));
        List<String> called = file.mentions().rule().stream()
                .flatMap(rule -> writer.called(notice, bot, rule).stream())
                .toList();
        Content content = Content.of(notice).mentioning(file.mentions().marks(called));
        MappedCall call = new MappedCall(file, notice, values, clock.instant(), called);
        HttpCall request = call.of(medium -> writer.write(content, medium).text());
        Secret[] basic = call.basic().map(Secret::of).stream().toArray(Secret[]::new);
        HttpSend.prepare(exchange, request, HiddenTexts.of(bot, basic));
    }

    /** Judges the target's answer. */
    public void judge(Exchange exchange) {
        ChannelFile file = channels.file(Outbound.notice(exchange).target().channel());
        Outbound.end(exchange, HttpSend.judged(exchange, file.answers().in(receipts), clock));
    }

    /** Judges a call that brought no answer. */
    public void failed(Exchange exchange) {
        HttpSend.failed(exchange);
    }
}

package routes.channel.teams;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.camel.Exchange;
import routes.channel.HttpSend;
import routes.channel.Outbound;
import routes.channel.bot.Bot;
import routes.channel.bot.BotRegistry;
import routes.common.security.Secret;
import routes.notice.Notice;
import routes.notice.receipt.ReceiptRules;

/** The steps around the HTTP call of {@code channel-teams.camel.yaml}. */
public final class TeamsSender {
    private final BotRegistry book;
    private final BiFunction<Notice, Bot, String> writing;
    private final ReceiptRules receipts;
    private final Clock clock;

    /** @param writing a notice as a message with an Adaptive Card */
    public TeamsSender(BotRegistry book, BiFunction<Notice, Bot, String> writing, ReceiptRules receipts, Clock clock) {
        this.book = book;
        this.writing = writing;
        this.receipts = receipts;
        this.clock = clock;
    }

    /** Makes the message the HTTP request; sets the result at once when there is no workflow to call. */
    public void begin(Exchange exchange) {
        Notice notice = Outbound.notice(exchange);
        Optional<Bot> bot = Optional.ofNullable(notice.target().botId())
                .flatMap(id -> book.find(TeamsChannel.TYPE, id))
                .filter(Bot::active);
        Optional<Secret> url = bot.flatMap(known -> known.credential(TeamsChannel.WEBHOOK_URL));
        if (url.isEmpty()) {
            HttpSend.skip(exchange, "the subscription's bot is no active Teams workflow");
            return;
        }
        byte[] card = writing.apply(notice, bot.orElseThrow()).getBytes(StandardCharsets.UTF_8);
        HttpSend.prepare(exchange, HttpSend.Post.toHook(url.get().reveal(), card));
    }

    /** Judges the workflow's answer. */
    public void judge(Exchange exchange) {
        Outbound.end(exchange, HttpSend.judged(exchange, receipts, clock));
    }

    /** Judges a call that brought no answer. */
    public void failed(Exchange exchange) {
        HttpSend.failed(exchange);
    }
}

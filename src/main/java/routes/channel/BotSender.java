package routes.channel;

import java.time.Clock;
import java.util.Optional;
import org.apache.camel.Exchange;
import routes.channel.Messenger.Outgoing;
import routes.channel.bot.Bot;
import routes.channel.bot.BotRegistry;
import routes.common.outgoing.HttpAnswer;
import routes.notice.Notice;
import routes.notice.receipt.ReceiptRules;
import routes.notice.receipt.SentMessage;

/**
 * The steps around the HTTP call of a channel whose bots send a notice with one call: {@link #begin}, then call and {@link
 * #judge} until there is a result, which takes a second call when the token was over. {@link #failed} is for a call without an
 * answer.
 */
public final class BotSender {
    private static final String SENT = "outgoing";
    private static final String AGAIN = "outgoingAgain";

    private final BotRegistry book;
    private final Messenger messenger;
    private final ReceiptRules receipts;
    private final Clock clock;

    public BotSender(BotRegistry book, Messenger messenger, ReceiptRules receipts, Clock clock) {
        this.book = book;
        this.messenger = messenger;
        this.receipts = receipts;
        this.clock = clock;
    }

    /** Makes the message the HTTP request; sets the result at once when there is none to make. */
    public void begin(Exchange exchange) {
        Notice notice = Outbound.notice(exchange);
        String botId = Optional.ofNullable(notice.target().botId()).orElse("");
        Optional<Bot> bot = book.find(messenger.type(), botId).filter(Bot::active);
        if (bot.isEmpty()) {
            HttpSend.skip(exchange, "the " + messenger.type() + " bot of the subscription is gone or switched off");
            return;
        }
        prepare(exchange, bot.get());
    }

    /** Judges the platform's answer, or prepares the call once more with a new token. */
    public void judge(Exchange exchange) {
        Outgoing sent = exchange.getProperty(SENT, Outgoing.class);
        PlatformCalls.Answer answer = new PlatformCalls.Answer(HttpAnswer.of(exchange.getMessage()));
        boolean first = exchange.getProperty(AGAIN) == null;
        if (messenger.tokenIsOver(sent, answer.json()) && first) {
            exchange.setProperty(AGAIN, true);
            prepare(exchange, sent.bot());
            return;
        }
        Outbound.end(exchange, HttpSend.judged(exchange, answer.http(), receipts, clock));
    }

    /** Judges a call that brought no answer. */
    public void failed(Exchange exchange) {
        HttpSend.failed(exchange);
    }

    private void prepare(Exchange exchange, Bot bot) {
        try {
            Outgoing outgoing = messenger.outgoing(Outbound.notice(exchange), bot);
            exchange.setProperty(SENT, outgoing);
            HttpSend.prepare(exchange, outgoing.call(), outgoing.hidden());
        } catch (Messenger.Unsendable e) {
            Outbound.end(exchange, e.result());
        } catch (Messenger.TokenRefused e) {
            SentMessage nothing = new SentMessage(Outbound.notice(exchange).id(), 0, HiddenTexts.of(bot));
            Outbound.end(exchange, HttpSend.judged(nothing, e.answer().http(), receipts, clock));
        } catch (PlatformCalls.Away e) {
            Outbound.end(exchange, e.result());
        }
    }
}

package routes.channel;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import routes.bot.Bot;
import routes.bot.BotBook;
import routes.channel.Messenger.Outgoing;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.receipt.ReceiptRules;
import routes.notice.receipt.SentMessage;
import routes.notice.receipt.VendorAnswer;
import routes.security.Secret;

/**
 * The steps around the HTTP call of a channel whose bots send a notice with one call: {@link #begin}, then call and {@link
 * #judge} until there is a result, which takes a second call when the token was over. {@link #failed} is for a call without an
 * answer.
 */
public final class BotSender {
    private static final String SENT = "outgoing";
    private static final String AGAIN = "outgoingAgain";

    private final BotBook book;
    private final Messenger messenger;
    private final ReceiptRules receipts;
    private final Clock clock;

    public BotSender(BotBook book, Messenger messenger, ReceiptRules receipts, Clock clock) {
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
            Outbound.end(
                    exchange,
                    new SendResult.Skipped(
                            FailureReason.NOT_CONFIGURED,
                            "the " + messenger.type() + " bot of the subscription is gone or switched off"));
            return;
        }
        prepare(exchange, bot.get());
    }

    /** Judges the platform's answer, or prepares the call once more with a new token. */
    public void judge(Exchange exchange) {
        Outgoing sent = exchange.getProperty(SENT, Outgoing.class);
        PlatformCalls.Answer answer = RouteCalls.answer(exchange.getMessage());
        boolean first = exchange.getProperty(AGAIN) == null;
        if (messenger.tokenIsOver(sent, answer.json()) && first) {
            exchange.setProperty(AGAIN, true);
            prepare(exchange, sent.bot());
            return;
        }
        Outbound.end(exchange, verdict(exchange, sent.bot(), answer));
    }

    /** Judges a call that brought no answer. */
    public void failed(Exchange exchange) {
        Outbound.end(exchange, SendFailure.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
    }

    private void prepare(Exchange exchange, Bot bot) {
        try {
            Outgoing outgoing = messenger.outgoing(Outbound.notice(exchange), bot);
            exchange.setProperty(SENT, outgoing);
            RouteCalls.fill(exchange.getMessage(), outgoing.request());
            if (outgoing.url() != null) {
                exchange.getMessage().removeHeader(Exchange.HTTP_PATH);
                exchange.getMessage().setHeader(Exchange.HTTP_URI, outgoing.url());
            }
        } catch (Messenger.Unsendable e) {
            Outbound.end(exchange, e.result());
        } catch (Messenger.TokenRefused e) {
            Outbound.end(exchange, verdict(exchange, bot, e.answer()));
        } catch (PlatformCalls.Away e) {
            Outbound.end(exchange, e.result());
        }
    }

    private SendResult verdict(Exchange exchange, Bot bot, PlatformCalls.Answer answer) {
        Optional<Outgoing> sent = Optional.ofNullable(exchange.getProperty(SENT, Outgoing.class));
        long bytes = sent.map(outgoing -> outgoing.request().body().length).orElse(0);
        List<String> hidden = hidden(bot);
        sent.map(Outgoing::token).map(Secret::reveal).ifPresent(hidden::add);
        SentMessage message = new SentMessage(Outbound.notice(exchange).id(), bytes, hidden);
        return receipts.judge(
                new VendorAnswer(answer.status(), answer.headers(), answer.body(), message, clock.instant()));
    }

    /** What an answer may repeat and nobody may see: credentials, and of a URL its last step and the values in its query. */
    private static List<String> hidden(Bot bot) {
        List<String> hidden = new ArrayList<>();
        for (Map.Entry<String, Secret> credential : bot.credentials().entrySet()) {
            String value = credential.getValue().reveal();
            hidden.add(value);
            if (value.startsWith("http")) {
                Arrays.stream(value.split("[?&=]")).skip(1).forEach(hidden::add);
                hidden.add(value.substring(value.lastIndexOf('/') + 1));
            }
        }
        return hidden;
    }
}

package routes.channel.lark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import routes.bot.Bot;
import routes.bot.BotBook;
import routes.channel.Outbound;
import routes.channel.PlatformCalls;
import routes.channel.PlatformCalls.Request;
import routes.channel.RouteCalls;
import routes.channel.SendFailure;
import routes.json.Json;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.receipt.ReceiptRules;
import routes.notice.receipt.SentMessage;
import routes.notice.receipt.VendorAnswer;
import routes.security.Secret;

/** The steps around the HTTP call of {@code channel-lark.camel.yaml}: there is one more call until there is a result. */
public final class LarkSender {
    private static final String DELIVERY = "larkDelivery";
    private static final String SENT_BYTES = "sentBytes";
    private static final List<String> TELLING =
            List.of("Date", "Retry-After", "x-ogw-ratelimit-reset", "x-ogw-ratelimit-limit");

    private final BotBook book;
    private final LarkApi api;
    private final Writing writing;
    private final ReceiptRules receipts;
    private final Clock clock;

    /**
     * What is sent and to whom.
     *
     * @param speakers the people who spoke lately in a chat, by bot id and chat id
     */
    public record Writing(LarkCards cards, Speakers speakers) {}

    /** Who spoke lately in a chat. */
    public interface Speakers {
        List<String> of(String botId, String chatId);
    }

    public LarkSender(BotBook book, LarkApi api, Writing writing, ReceiptRules receipts, Clock clock) {
        this.book = book;
        this.api = api;
        this.writing = writing;
        this.receipts = receipts;
        this.clock = clock;
    }

    /** Prepares the first call; sets the result at once when there is none to make. */
    public void begin(Exchange exchange) throws IOException {
        Notice notice = Outbound.notice(exchange);
        String botId = Optional.ofNullable(notice.target().botId()).orElse("");
        Optional<Bot> bot = book.find(LarkChannel.TYPE, botId).filter(Bot::active);
        if (bot.isEmpty()) {
            Outbound.end(
                    exchange,
                    new SendResult.Skipped(
                            FailureReason.NOT_CONFIGURED, "there is no active Lark bot " + LarkIds.safe(botId)));
            return;
        }
        String card = writing.cards().sent(notice, bot.get());
        LarkDelivery delivery = new LarkDelivery(notice, bot.get(), card);
        List<String> people = delivery.way() == LarkCalls.Way.EPHEMERAL
                ? writing.speakers().of(botId, notice.target().address())
                : List.of();
        exchange.setProperty(DELIVERY, delivery.begin(people, Json.mapper().readTree(card)));
        prepare(exchange, delivery);
    }

    /** Judges the answer to the call; prepares the next one, or sets the result. */
    public void judge(Exchange exchange) {
        LarkDelivery delivery = exchange.getProperty(DELIVERY, LarkDelivery.class);
        Message message = exchange.getMessage();
        byte[] body = Optional.ofNullable(message.getBody(byte[].class)).orElse(new byte[0]);
        JsonNode said = json(body);
        if (LarkApi.tokenIsOver(said)) {
            Optional<Secret> old = delivery.tokenToRenew();
            if (old.isPresent()) {
                api.over(delivery.bot(), old.get());
                prepare(exchange, delivery);
                return;
            }
        }
        boolean fine = status(message) / 100 == 2 && said.path("code").asInt(-1) == 0;
        String forwarded = fine ? said.at("/data/message/message_id").asText() : "";
        delivery.answered(verdict(exchange, body), forwarded);
        prepare(exchange, delivery);
    }

    /**
     * Judges a call that brought no answer, or the refusal of a token. Nobody who has the card by then gets it a second time:
     * it counts as sent.
     */
    public void failed(Exchange exchange) {
        SendResult broken = meaning(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        LarkDelivery delivery = exchange.getProperty(DELIVERY, LarkDelivery.class);
        Outbound.end(exchange, delivery == null ? broken : delivery.broken(broken));
    }

    private static SendResult meaning(Throwable failure) {
        if (failure instanceof PlatformCalls.Away away) {
            return away.result();
        }
        return failure instanceof LarkRefusal refusal
                ? new SendResult.TryLater(FailureReason.AUTH, refusal.getMessage(), null)
                : SendFailure.of(failure);
    }

    private void prepare(Exchange exchange, LarkDelivery delivery) {
        Optional<Request> next = delivery.next();
        if (next.isEmpty()) {
            Outbound.end(exchange, delivery.result());
            return;
        }
        Secret token = api.token(delivery.bot());
        delivery.uses(token);
        exchange.setProperty(SENT_BYTES, (long) next.get().body().length);
        RouteCalls.fill(exchange.getMessage(), next.get().with(LarkApi.headers(token)));
    }

    private SendResult verdict(Exchange exchange, byte[] body) {
        Message message = exchange.getMessage();
        Map<String, String> headers = new HashMap<>();
        for (String name : TELLING) {
            Optional.ofNullable(message.getHeader(name, String.class)).ifPresent(value -> headers.put(name, value));
        }
        Notice notice = Outbound.notice(exchange);
        SentMessage sent =
                new SentMessage(notice.id(), exchange.getProperty(SENT_BYTES, 0L, Long.class), hidden(exchange));
        return receipts.judge(new VendorAnswer(status(message), headers, body, sent, clock.instant()));
    }

    private static List<String> hidden(Exchange exchange) {
        LarkDelivery delivery = exchange.getProperty(DELIVERY, LarkDelivery.class);
        return Stream.concat(delivery.token().stream(), delivery.bot().credentials().values().stream())
                .map(Secret::reveal)
                .toList();
    }

    private static int status(Message message) {
        return Optional.ofNullable(message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class))
                .orElse(0);
    }

    private static JsonNode json(byte[] body) {
        try {
            return Json.mapper().readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}

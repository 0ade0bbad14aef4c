package routes.channel.lark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import routes.channel.HiddenTexts;
import routes.channel.HttpSend;
import routes.channel.Outbound;
import routes.channel.PlatformCalls;
import routes.channel.PlatformCalls.Request;
import routes.channel.SendFailure;
import routes.channel.bot.Bot;
import routes.channel.bot.BotRegistry;
import routes.common.json.Json;
import routes.common.outgoing.HttpAnswer;
import routes.common.security.Secret;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.receipt.ReceiptRules;

/** The steps around the HTTP call of {@code channel-lark.camel.yaml}: there is one more call until there is a result. */
public final class LarkSender {
    private static final String DELIVERY = "larkDelivery";

    private final BotRegistry book;
    private final LarkApi api;
    private final LarkCards cards;
    private final Speakers speakers;
    private final ReceiptRules receipts;
    private final Clock clock;

    /** Who spoke lately in a chat. */
    public interface Speakers {
        List<String> of(String botId, String chatId);
    }

    /** @param speakers the people who spoke lately in a chat, by bot id and chat id */
    public LarkSender(
            BotRegistry book, LarkApi api, LarkCards cards, Speakers speakers, ReceiptRules receipts, Clock clock) {
        this.book = book;
        this.api = api;
        this.cards = cards;
        this.speakers = speakers;
        this.receipts = receipts;
        this.clock = clock;
    }

    /** Prepares the first call; sets the result at once when there is none to make. */
    public void begin(Exchange exchange) throws IOException {
        Notice notice = Outbound.notice(exchange);
        String botId = Optional.ofNullable(notice.target().botId()).orElse("");
        Optional<Bot> bot = book.find(LarkChannel.TYPE, botId).filter(Bot::active);
        if (bot.isEmpty()) {
            HttpSend.skip(exchange, "there is no active Lark bot " + LarkIds.safe(botId));
            return;
        }
        String card = cards.sent(notice, bot.get());
        LarkDelivery delivery = new LarkDelivery(notice, bot.get(), card);
        List<String> people = delivery.way() == LarkCalls.Way.EPHEMERAL
                ? speakers.of(botId, notice.target().address())
                : List.of();
        exchange.setProperty(DELIVERY, delivery.begin(people, Json.mapper().readTree(card)));
        prepare(exchange, delivery);
    }

    /** Judges the answer to the call; prepares the next one, or sets the result. */
    public void judge(Exchange exchange) {
        LarkDelivery delivery = exchange.getProperty(DELIVERY, LarkDelivery.class);
        PlatformCalls.Answer answer = new PlatformCalls.Answer(HttpAnswer.of(exchange.getMessage()));
        JsonNode said = answer.json();
        if (LarkApi.tokenIsOver(said)) {
            Optional<Secret> old = delivery.tokenToRenew();
            if (old.isPresent()) {
                api.over(delivery.bot(), old.get());
                prepare(exchange, delivery);
                return;
            }
        }
        boolean fine = answer.ok() && said.path("code").asInt(-1) == 0;
        String forwarded = fine ? said.at("/data/message/message_id").asText() : "";
        delivery.answered(HttpSend.judged(exchange, answer.http(), receipts, clock), forwarded);
        prepare(exchange, delivery);
    }

    /**
     * Judges a call that brought no answer, or the refusal of a token. A person who has the card by then gets it no second time:
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
        HttpSend.prepare(
                exchange, next.get().with(LarkApi.headers(token)).httpCall(), HiddenTexts.of(delivery.bot(), token));
    }
}

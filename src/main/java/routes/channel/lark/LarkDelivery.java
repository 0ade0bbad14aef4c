package routes.channel.lark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.channel.PlatformCalls.Request;
import routes.channel.bot.Bot;
import routes.common.security.Secret;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.VendorReply;

/** One notice on its way: the calls that are still to be made, and what came of those that were. One thread uses it. */
final class LarkDelivery {
    private final Notice notice;
    private final Bot bot;
    private final String card;
    private final LarkCalls.Way way;
    private final Deque<Request> calls = new ArrayDeque<>();
    private final List<String> ids = new ArrayList<>();
    private @Nullable SendResult failure;
    private @Nullable Secret token;
    private boolean tokenRenewed;

    LarkDelivery(Notice notice, Bot bot, String card) {
        this.notice = notice;
        this.bot = bot;
        this.card = card;
        this.way = LarkCalls.wayOf(notice);
    }

    /** @param people who see a card that is not for all */
    LarkDelivery begin(List<String> people, JsonNode cardAsJson) {
        switch (way) {
            case REPLY -> calls.add(LarkCalls.reply(notice, LarkCalls.sourceMessage(notice), card));
            case FORWARD_AND_REPLY -> calls.add(LarkCalls.forward(notice, LarkCalls.sourceMessage(notice)));
            case EPHEMERAL -> calls.addAll(LarkCalls.ephemeral(notice, people, cardAsJson));
            case CREATE -> calls.add(LarkCalls.create(notice, card));
        }
        return this;
    }

    Notice notice() {
        return notice;
    }

    Bot bot() {
        return bot;
    }

    LarkCalls.Way way() {
        return way;
    }

    Optional<Request> next() {
        return Optional.ofNullable(calls.peek());
    }

    void uses(Secret fetched) {
        token = fetched;
    }

    Optional<Secret> token() {
        return Optional.ofNullable(token);
    }

    /** Whether the call in hand may be made again with a new token: once in a delivery. */
    Optional<Secret> tokenToRenew() {
        boolean first = !tokenRenewed;
        tokenRenewed = true;
        return first ? Optional.ofNullable(token) : Optional.empty();
    }

    /** The call in hand was answered. @param forwarded the id of a forwarded message; empty when it was none */
    void answered(SendResult result, String forwarded) {
        calls.poll();
        if (!forwarded.isEmpty()) {
            calls.add(LarkCalls.reply(notice, forwarded, card));
        } else if (result instanceof SendResult.Sent sent) {
            ids.addAll(sent.ids());
        } else if (failure == null) {
            failure = result;
        }
    }

    /** The call in hand brought no answer, and none is made after it. */
    SendResult broken(SendResult result) {
        failure = failure == null ? result : failure;
        return result();
    }

    /** What all calls came to. A card for several people that reached one of them is sent: it is not repeated to that one. */
    SendResult result() {
        if (!ids.isEmpty()) {
            return new SendResult.Sent(ids, failure == null ? VendorReply.NOTHING : failure.said());
        }
        return failure == null
                ? new SendResult.Skipped(FailureReason.NOT_CONFIGURED, "nobody spoke in the chat lately")
                : failure;
    }
}

package routes.channel.wecom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import routes.channel.InboundPost;
import routes.channel.Received;
import routes.channel.Received.Answer;
import routes.channel.Received.Refused;
import routes.channel.bot.Bot;
import routes.channel.bot.BotRegistry;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.security.CallbackEnvelope;

/**
 * Decides whether a post is WeCom's, and for which bot: the signature by the bot's token first,
 * then the seal, then the receiver inside of it.
 */
final class WeComPosts {
    private static final Refused NOT_GENUINE =
            Refused.unauthenticated("no active WeCom bot has the token that this post is signed with");
    /** WeCom wants nothing when there is nothing to say at once. */
    private static final Answer NOTHING = Answer.text("");

    private final BotRegistry book;
    private final Duration window;

    WeComPosts(BotRegistry book, Duration window) {
        this.book = book;
        this.window = window;
    }

    Received receive(InboundPost post) {
        List<Bot> bots = book.active(WeComChannel.TYPE).stream()
                .filter(bot -> post.parameter("bot").map(bot.botId()::equals).orElse(true))
                .toList();
        try {
            if ("GET".equals(post.method())) {
                return echo(bots, post);
            }
            String sealed = WeComXml.read(post.body()).path("Encrypt").asText();
            return sealed.isEmpty()
                    ? new Refused(ErrorCode.MALFORMED_BODY, "Encrypt is missing: WeCom seals what it posts")
                    : sealed(bots, post, sealed);
        } catch (RefusedRequest e) {
            return new Refused(e.code(), e.getMessage());
        }
    }

    /** WeCom asks whether an address is ours: it wants back what it sealed, and nothing else. */
    private Received echo(List<Bot> bots, InboundPost post) {
        String sealed = post.parameter("echostr").orElse("").replace(' ', '+');
        return opened(bots, post, sealed)
                .map(opened ->
                        (Received) new Received.Reply(Answer.text(new String(opened.plain(), StandardCharsets.UTF_8))))
                .orElse(NOT_GENUINE);
    }

    private Received sealed(List<Bot> bots, InboundPost post, String sealed) {
        Optional<Opened> opened = opened(bots, post, sealed);
        if (opened.isEmpty()) {
            return NOT_GENUINE;
        }
        ObjectNode event = WeComXml.read(opened.get().plain());
        String once = timestamp(post)
                + ' '
                + nonce(post)
                + ' '
                + post.parameter("msg_signature").orElse("");
        return new Received.Accepted(List.of(WeComEvents.of(opened.get().bot(), event, post.at())), NOTHING, once);
    }

    private record Opened(Bot bot, byte[] plain) {}

    /**
     * Two applications of a corporation may share token and key: the agent id, which WeCom writes beside the seal, is not
     * signed and only decides among those that fit.
     */
    private Optional<Opened> opened(List<Bot> bots, InboundPost post, String sealed) {
        String signature = post.parameter("msg_signature").orElse("");
        RefusedRequest refused = null;
        for (Bot bot : bots) {
            Optional<CallbackEnvelope> envelope = WeComCredentials.envelope(bot)
                    .filter(one -> one.signed(signature, timestamp(post), nonce(post), sealed));
            if (envelope.isPresent()) {
                if (!timely(post)) {
                    throw RefusedRequest.of(
                            ErrorCode.UNAUTHENTICATED,
                            "the time of the post is further off than veaiops.inbound.window-seconds");
                }
                try {
                    byte[] plain = envelope.get().open(sealed);
                    if (addressed(bot, plain, post)) {
                        return Optional.of(new Opened(bot, plain));
                    }
                } catch (RefusedRequest e) {
                    refused = e;
                }
            }
        }
        if (refused != null) {
            throw refused;
        }
        return Optional.empty();
    }

    private static boolean addressed(Bot bot, byte[] plain, InboundPost post) {
        if ("GET".equals(post.method())) {
            return true;
        }
        String agent = WeComXml.read(plain).path("AgentID").asText();
        return agent.isEmpty()
                || WeComCredentials.agent(bot)
                        .map(id -> id.toString().equals(agent))
                        .orElse(true);
    }

    private boolean timely(InboundPost post) {
        String timestamp = timestamp(post);
        if (!timestamp.matches("\\d{1,11}")) {
            return false;
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(at, post.at()).abs().compareTo(window) <= 0;
    }

    private static String timestamp(InboundPost post) {
        return post.parameter("timestamp").orElse("");
    }

    private static String nonce(InboundPost post) {
        return post.parameter("nonce").orElse("");
    }
}

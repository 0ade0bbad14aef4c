package routes.channel.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.alarm.BoundedJson;
import routes.channel.InboundPost;
import routes.channel.Received;
import routes.channel.Received.Refused;
import routes.channel.bot.Bot;
import routes.channel.bot.BotRegistry;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.security.Secret;

/**
 * Decides which system a post comes from. One with a signing secret must sign; one with a token only shows it; one with
 * neither takes no posts. {@code ?bot=<id>} names the system where two share a secret.
 */
final class WebhookPosts {
    private static final String BEARER = "Bearer ";
    private static final Refused NOT_GENUINE =
            Refused.unauthenticated("neither the signing secret nor the token of an active Webhook bot fits this post");

    private final BotRegistry book;

    WebhookPosts(BotRegistry book) {
        this.book = book;
    }

    Received receive(InboundPost post) {
        if (!"POST".equals(post.method())) {
            return new Refused(ErrorCode.METHOD_NOT_ALLOWED, "webhooks are posted");
        }
        Optional<Bot> signer = bots(post).stream()
                .filter(bot -> signed(bot) && WebhookSignature.fits(post, secret(bot)))
                .findFirst();
        if (signer.isPresent() && WebhookSignature.stale(post)) {
            return Refused.unauthenticated("webhook-timestamp is more than five minutes off");
        }
        Optional<Bot> sender = signer.or(() -> shown(post));
        if (sender.isEmpty()) {
            return NOT_GENUINE;
        }
        try {
            ObjectNode body = BoundedJson.object(post.body());
            return WebhookEvents.of(sender.get(), body, post, once(signer, post));
        } catch (RefusedRequest e) {
            return new Refused(ErrorCode.MALFORMED_BODY, e.getMessage());
        }
    }

    private List<Bot> bots(InboundPost post) {
        return book.active(WebhookChannel.TYPE).stream()
                .filter(bot -> post.parameter("bot").map(bot.botId()::equals).orElse(true))
                .toList();
    }

    /** The system whose token this is; a system that can sign must. */
    private Optional<Bot> shown(InboundPost post) {
        String token = post.header("x-veaiops-token")
                .or(() -> post.header("authorization")
                        .filter(text -> text.startsWith(BEARER))
                        .map(text -> text.substring(BEARER.length())))
                .orElse("");
        return bots(post).stream()
                .filter(bot -> !signed(bot))
                .filter(bot -> bot.credential(WebhookCredentials.TOKEN)
                        .filter(secret -> MessageDigest.isEqual(
                                secret.reveal().getBytes(StandardCharsets.UTF_8),
                                token.getBytes(StandardCharsets.UTF_8)))
                        .isPresent())
                .findFirst();
    }

    private static boolean signed(Bot bot) {
        return bot.credential(WebhookCredentials.SIGNING_SECRET).isPresent();
    }

    private static Secret secret(Bot bot) {
        return bot.credential(WebhookCredentials.SIGNING_SECRET).orElseThrow();
    }

    /** Each attempt to deliver has a time of its own. */
    private static @Nullable String once(Optional<Bot> signer, InboundPost post) {
        return signer.map(bot -> bot.botId()
                        + ' '
                        + WebhookSignature.id(post).orElse("")
                        + ' '
                        + WebhookSignature.timestamp(post).orElse(""))
                .orElse(null);
    }
}

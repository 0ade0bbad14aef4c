package routes.channel.lark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import routes.alarm.BoundedJson;
import routes.channel.EventTypes;
import routes.channel.InboundPost;
import routes.channel.Received;
import routes.channel.Received.Refused;
import routes.channel.bot.Bot;
import routes.channel.bot.BotRegistry;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.security.Secret;

/**
 * Decides whether a post is Lark's, and for which bot. With an encrypt key the signature
 * counts, else the verification token; a bot with neither takes no posts. Only the handshake may come unsigned.
 */
final class LarkPosts {
    private static final String TIMESTAMP = "x-lark-request-timestamp";
    private static final String NONCE = "x-lark-request-nonce";
    private static final String SIGNATURE = "x-lark-signature";
    private static final String ENCRYPTED = "encrypt";
    private static final Refused NOT_GENUINE =
            Refused.unauthenticated("neither the encrypt key nor the verification token of a Lark bot fits this post");

    private final BotRegistry book;
    private final Duration window;
    private final BiFunction<Bot, Genuine, Received> genuine;

    /** @param genuine what becomes of a post that is Lark's */
    LarkPosts(BotRegistry book, Duration window, BiFunction<Bot, Genuine, Received> genuine) {
        this.book = book;
        this.window = window;
        this.genuine = genuine;
    }

    /** A post that is Lark's. @param once its nonce; null when it has none */
    record Genuine(LarkEnvelope envelope, Instant at, @Nullable String once) {}

    Received receive(InboundPost post) {
        if (!"POST".equals(post.method())) {
            return new Refused(ErrorCode.METHOD_NOT_ALLOWED, "Lark posts");
        }
        List<Bot> bots = book.active(LarkChannel.TYPE).stream()
                .filter(bot -> post.parameter("bot").map(bot.botId()::equals).orElse(true))
                .toList();
        try {
            ObjectNode body = BoundedJson.object(post.body());
            return body.path(ENCRYPTED).isTextual()
                    ? encrypted(bots, post, body.path(ENCRYPTED).textValue())
                    : plain(bots, post, LarkEnvelope.of(body));
        } catch (RefusedRequest e) {
            return new Refused(ErrorCode.MALFORMED_BODY, e.getMessage());
        }
    }

    private Received encrypted(List<Bot> bots, InboundPost post, String text) {
        if (post.header(SIGNATURE).isEmpty()) {
            return handshake(bots, text);
        }
        List<Bot> signers = signers(bots, post);
        if (signers.isEmpty()) {
            return NOT_GENUINE;
        }
        if (stale(post)) {
            return Refused.unauthenticated("the time of the post is further off than veaiops.inbound.window-seconds");
        }
        Optional<byte[]> opened = LarkCrypto.decrypt(encryptKey(signers.get(0)), text);
        if (opened.isEmpty()) {
            return new Refused(ErrorCode.MALFORMED_BODY, "encrypt cannot be decrypted");
        }
        LarkEnvelope envelope = LarkEnvelope.of(BoundedJson.object(opened.get()));
        return envelope.verification() ? challenge(signers, envelope) : addressed(signers, envelope, post);
    }

    /** Encrypted and unsigned: that is the handshake, or it is not Lark's. */
    private static Received handshake(List<Bot> bots, String text) {
        for (Bot bot : bots) {
            Optional<LarkEnvelope> envelope = bot.credential(LarkCredentials.ENCRYPT_KEY)
                    .flatMap(key -> LarkCrypto.decrypt(key, text))
                    .flatMap(LarkPosts::readable)
                    .filter(LarkEnvelope::verification);
            if (envelope.isPresent()) {
                return challenge(List.of(bot), envelope.get());
            }
        }
        return NOT_GENUINE;
    }

    private Received plain(List<Bot> bots, InboundPost post, LarkEnvelope envelope) {
        if (envelope.verification()) {
            return challenge(bots, envelope);
        }
        if (envelope.oldCard()) {
            return oldCard(bots, post, envelope);
        }
        Optional<Bot> bot = bots.stream()
                .filter(known -> known.botId().equals(envelope.appId()))
                .findFirst();
        if (bot.isEmpty()) {
            return unknownBot();
        }
        boolean trusted = bot.get().credential(LarkCredentials.ENCRYPT_KEY).isEmpty() && tokenFits(bot.get(), envelope);
        return trusted ? genuine.apply(bot.get(), new Genuine(envelope, post.at(), null)) : NOT_GENUINE;
    }

    private Received addressed(List<Bot> signers, LarkEnvelope envelope, InboundPost post) {
        Optional<Bot> bot = signers.stream()
                .filter(known -> known.botId().equals(envelope.appId()))
                .findFirst();
        if (bot.isEmpty()) {
            return unknownBot();
        }
        boolean token =
                bot.get().credential(LarkCredentials.VERIFICATION_TOKEN).isEmpty() || tokenFits(bot.get(), envelope);
        return token ? genuine.apply(bot.get(), new Genuine(envelope, post.at(), once(post))) : NOT_GENUINE;
    }

    private Received oldCard(List<Bot> bots, InboundPost post, LarkEnvelope envelope) {
        String signature = post.header(SIGNATURE).orElse("");
        Optional<Bot> signer = bots.stream()
                .filter(bot -> bot.credential(LarkCredentials.VERIFICATION_TOKEN)
                        .map(token -> LarkCrypto.cardSignature(timestamp(post), nonce(post), token, post.body()))
                        .filter(expected -> LarkCrypto.same(expected, signature))
                        .isPresent())
                .findFirst();
        if (signer.isEmpty() || stale(post)) {
            return NOT_GENUINE;
        }
        return genuine.apply(signer.get(), new Genuine(envelope, post.at(), once(post)));
    }

    /** Answered when a bot has the token, or when there is a bot without one, which nothing can be held against. */
    private static Received challenge(List<Bot> bots, LarkEnvelope envelope) {
        boolean fits = bots.stream()
                .anyMatch(bot ->
                        bot.credential(LarkCredentials.VERIFICATION_TOKEN).isEmpty() || tokenFits(bot, envelope));
        if (!fits) {
            return NOT_GENUINE;
        }
        return new Received.Reply(Received.Answer.json(
                Map.of("status", "success", "event", EventTypes.OTHER, "challenge", envelope.challenge())));
    }

    private static List<Bot> signers(List<Bot> bots, InboundPost post) {
        String signature = post.header(SIGNATURE).orElse("");
        return bots.stream()
                .filter(bot -> bot.credential(LarkCredentials.ENCRYPT_KEY)
                        .map(key -> LarkCrypto.signature(timestamp(post), nonce(post), key, post.body()))
                        .filter(expected -> LarkCrypto.same(expected, signature))
                        .isPresent())
                .toList();
    }

    private boolean stale(InboundPost post) {
        try {
            long apart = Math.abs(Math.subtractExact(
                    Long.parseLong(timestamp(post)), post.at().getEpochSecond()));
            return apart > window.toSeconds();
        } catch (ArithmeticException | NumberFormatException e) {
            return true;
        }
    }

    private static boolean tokenFits(Bot bot, LarkEnvelope envelope) {
        return bot.credential(LarkCredentials.VERIFICATION_TOKEN)
                .filter(token -> LarkCrypto.same(token.reveal(), envelope.token()))
                .isPresent();
    }

    private static Secret encryptKey(Bot bot) {
        return bot.credential(LarkCredentials.ENCRYPT_KEY).orElseThrow();
    }

    private static Refused unknownBot() {
        return new Refused(ErrorCode.NOT_FOUND, "no active Lark bot has this app id");
    }

    private static Optional<LarkEnvelope> readable(byte[] json) {
        try {
            return Optional.of(LarkEnvelope.of(BoundedJson.object(json)));
        } catch (RefusedRequest e) {
            return Optional.empty();
        }
    }

    private static String timestamp(InboundPost post) {
        return post.header(TIMESTAMP).orElse("");
    }

    private static String nonce(InboundPost post) {
        return post.header(NONCE).orElse("");
    }

    private static String once(InboundPost post) {
        return timestamp(post) + ' ' + nonce(post);
    }
}

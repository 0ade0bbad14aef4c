package routes.channel.dingtalk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import routes.alarm.BoundedJson;
import routes.channel.InboundEvent;
import routes.channel.InboundPost;
import routes.channel.Received;
import routes.channel.Received.Answer;
import routes.channel.Received.Refused;
import routes.channel.bot.Bot;
import routes.channel.bot.BotRegistry;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.security.CallbackEnvelope;
import routes.common.security.Secret;
import routes.common.security.Sha256;

/**
 * Decides whether a post is DingTalk's, and for which bot. Three kinds come in: events in an envelope,
 * what people write to a robot (A2.2), and clicks on cards. The signatures of the last two cover a time and not the body:
 * the window is what keeps a stolen one from being of use for long.
 */
final class DingTalkPosts {
    private static final Refused NOT_GENUINE =
            Refused.unauthenticated("no active DingTalk bot has the secret that this post is signed with");
    private static final Refused STALE =
            Refused.unauthenticated("the time of the post is further off than veaiops.inbound.window-seconds");
    private static final String CARD_SIGNATURE = "x-ddpaas-signature";
    /** The robot says nothing by itself. */
    static final Answer NO_WORDS = Answer.json(Map.of("msgtype", "empty"));

    private final BotRegistry book;
    private final Duration window;
    private final Supplier<byte[]> random;

    /** @param random gives 16 unpredictable bytes */
    DingTalkPosts(BotRegistry book, Duration window, Supplier<byte[]> random) {
        this.book = book;
        this.window = window;
        this.random = random;
    }

    Received receive(InboundPost post) {
        if (!"POST".equals(post.method())) {
            return new Refused(ErrorCode.METHOD_NOT_ALLOWED, "DingTalk posts");
        }
        List<Bot> bots = book.active(DingTalkChannel.TYPE).stream()
                .filter(bot -> post.parameter("bot").map(bot.botId()::equals).orElse(true))
                .toList();
        try {
            ObjectNode body = BoundedJson.object(post.body());
            if (body.path("encrypt").isTextual()) {
                return sealed(bots, post, body.path("encrypt").textValue());
            }
            return post.header(CARD_SIGNATURE).isPresent() ? card(bots, post, body) : robot(bots, post, body);
        } catch (RefusedRequest e) {
            ErrorCode code = e.code() == ErrorCode.INVALID_FIELD ? ErrorCode.MALFORMED_BODY : e.code();
            return new Refused(code, e.getMessage());
        }
    }

    private Received sealed(List<Bot> bots, InboundPost post, String sealed) {
        String signature = post.parameter("msg_signature")
                .or(() -> post.parameter("signature"))
                .orElse("");
        String timestamp = post.parameter("timestamp").orElse("");
        String nonce = post.parameter("nonce").orElse("");
        Refused refused = NOT_GENUINE;
        for (Bot bot : bots) {
            Optional<CallbackEnvelope> envelope =
                    envelope(bot).filter(one -> one.signed(signature, timestamp, nonce, sealed));
            if (envelope.isPresent()) {
                try {
                    return opened(bot, post, envelope.get(), sealed);
                } catch (RefusedRequest e) {
                    refused = new Refused(e.code(), e.getMessage());
                }
            }
        }
        return refused;
    }

    private Received opened(Bot bot, InboundPost post, CallbackEnvelope envelope, String sealed) {
        String timestamp = post.parameter("timestamp").orElse("");
        if (!DingTalkSignature.timely(timestamp, post.at(), window)) {
            return STALE;
        }
        byte[] plain = envelope.open(sealed);
        ObjectNode event = BoundedJson.object(plain);
        Answer success = success(envelope, post);
        if (event.path("EventType").asText().equals("check_url")) {
            return new Received.Reply(success);
        }
        InboundEvent normal = DingTalkEvents.ofSubscription(bot, event, Sha256.hex(plain), post.at());
        String once = timestamp + ' ' + post.parameter("nonce").orElse("") + ' ' + Sha256.hex(plain);
        return new Received.Accepted(List.of(normal), success, once);
    }

    /** DingTalk wants the word {@code success} in an envelope of ours. */
    private Answer success(CallbackEnvelope envelope, InboundPost post) {
        byte[] unforeseen = random.get();
        String timestamp = Long.toString(post.at().toEpochMilli());
        String nonce = HexFormat.of().formatHex(unforeseen, 0, 8);
        String sealed = envelope.seal("success".getBytes(StandardCharsets.UTF_8), unforeseen);
        return Answer.json(Map.of(
                "msg_signature", envelope.signature(timestamp, nonce, sealed),
                "timeStamp", timestamp,
                "nonce", nonce,
                "encrypt", sealed));
    }

    /** @param code of the robot that the post names; empty when it names none */
    private static boolean isFor(Bot bot, String code) {
        return code.isEmpty() || code.equals(DingTalkCredentials.robotCode(bot));
    }

    private Received robot(List<Bot> bots, InboundPost post, ObjectNode body) {
        String timestamp = post.header("timestamp").orElse("");
        String sign = post.header("sign").orElse("");
        String code = body.path("robotCode").asText();
        Optional<Bot> signer = bots.stream()
                .filter(bot -> !DingTalkCredentials.robot(bot))
                .filter(bot -> isFor(bot, code))
                .filter(bot -> bot.credential(Bot.SECRET)
                        .filter(secret -> !secret.reveal().isEmpty())
                        .filter(secret -> DingTalkSignature.same(DingTalkSignature.ofRobot(secret, timestamp), sign))
                        .isPresent())
                .findFirst();
        if (signer.isEmpty()) {
            return NOT_GENUINE;
        }
        if (!DingTalkSignature.timely(timestamp, post.at(), window)) {
            return STALE;
        }
        if (body.path("msgId").asText().isEmpty()) {
            return new Refused(ErrorCode.BAD_REQUEST, "msgId is missing");
        }
        return new Received.Accepted(List.of(DingTalkEvents.ofRobot(signer.get(), body, post.at())), NO_WORDS, null);
    }

    private Received card(List<Bot> bots, InboundPost post, ObjectNode body) {
        String timestamp = post.header(CARD_SIGNATURE + "-timestamp").orElse("");
        String signature = post.header(CARD_SIGNATURE).orElse("");
        Optional<Bot> signer = bots.stream()
                .filter(bot -> bot.credential(DingTalkCredentials.CARD_SECRET)
                        .map(secret -> DingTalkSignature.ofCard(secret, timestamp))
                        .filter(expected -> DingTalkSignature.same(expected, signature))
                        .isPresent())
                .findFirst();
        if (signer.isEmpty()) {
            return NOT_GENUINE;
        }
        if (!DingTalkSignature.timely(timestamp, post.at(), window)) {
            return STALE;
        }
        String id = Sha256.hex((timestamp + ' ' + body).getBytes(StandardCharsets.UTF_8));
        InboundEvent click = DingTalkEvents.ofCard(signer.get(), body, id, post.at());
        return new Received.Accepted(List.of(click), Answer.json(Map.of()), id);
    }

    /** Empty when the bot takes no events, or its key is none. */
    static Optional<CallbackEnvelope> envelope(Bot bot) {
        Optional<Secret> token = bot.credential(DingTalkCredentials.TOKEN);
        Optional<Secret> key = bot.credential(DingTalkCredentials.AES_KEY);
        if (token.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        try {
            String owner = DingTalkCredentials.text(bot, DingTalkCredentials.OWNER_KEY, bot.botId());
            return Optional.of(CallbackEnvelope.of(token.get(), key.get(), owner));
        } catch (IllegalArgumentException expected) {
            return Optional.empty();
        }
    }
}

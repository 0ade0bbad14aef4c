package routes.channel.lark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;
import routes.alarm.BoundedJson;
import routes.channel.HookUrl;
import routes.channel.Messenger;
import routes.channel.NoticeWriter;
import routes.channel.PlatformCalls.Request;
import routes.channel.bot.Bot;
import routes.common.security.Secret;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.render.Content;
import routes.notice.render.Medium;

/** Writes the card of a custom bot, signed where the bot has a secret. It has no buttons: nothing comes back from such cards. */
public final class LarkBotMessenger implements Messenger {
    /** Of the 20 KB that a message may have, without what stands around the card. */
    public static final int MOST_CARD_BYTES = 19_000;

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json; charset=utf-8");

    private static final Medium CARDS = LarkMarkup.cards().within(MOST_CARD_BYTES);

    private final NoticeWriter writer;
    private final Clock clock;

    public LarkBotMessenger(NoticeWriter writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public String type() {
        return LarkBotChannel.TYPE;
    }

    @Override
    public Outgoing outgoing(Notice notice, Bot bot) {
        String url = bot.credential(HookUrl.CREDENTIAL)
                .map(Secret::reveal)
                .orElseThrow(() -> new Unsendable(
                        new SendResult.Skipped(FailureReason.NOT_CONFIGURED, "the bot has no webhook address")));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        bot.credential(LarkCredentials.HOOK_SECRET).ifPresent(secret -> {
            long now = clock.instant().getEpochSecond();
            body.put("timestamp", Long.toString(now)).put("sign", LarkCrypto.botSign(now, secret));
        });
        Content content = Content.of(notice).mentioning(LarkCards.marks(writer.called(notice, bot, LarkCards.OF_BOT)));
        body.put("msg_type", "interactive")
                .set(
                        "card",
                        BoundedJson.embedded(writer.writeStill(content, CARDS).text()));
        return new Outgoing(bot, Request.json("POST", "", null, JSON, body), url, null);
    }
}

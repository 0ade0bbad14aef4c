package routes.channel.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import routes.alarm.BoundedJson;
import routes.channel.CardAction;
import routes.channel.CardUpdate;
import routes.channel.Channel;
import routes.channel.DoneWords;
import routes.channel.HookUrl;
import routes.channel.InboundEvent;
import routes.channel.InboundPost;
import routes.channel.Messenger.TokenRefused;
import routes.channel.PlatformCalls.Answer;
import routes.channel.PlatformCalls.Away;
import routes.channel.Received;
import routes.channel.bot.Bot;
import routes.channel.bot.BotRegistry;
import routes.channel.bot.Credential;
import routes.channel.bot.CredentialCheck;
import routes.channel.bot.Mentions;
import routes.channel.chat.ChatChange;
import routes.channel.chat.Message;
import routes.channel.chat.Part;
import routes.channel.socket.EventWay;
import routes.channel.socket.SocketMode;
import routes.notice.Notice;

/** DingTalk's group robots and applications. */
public final class DingTalkChannel implements Channel {
    public static final String TYPE = "DingTalk";

    private final DingTalkPosts posts;
    private final DingTalkApi api;
    private final DingTalkMessenger messenger;

    /**
     * @param window how far the time of a signed post may be from ours
     * @param random gives 16 unpredictable bytes
     */
    public DingTalkChannel(
            BotRegistry book, DingTalkApi api, DingTalkMessenger messenger, Duration window, Supplier<byte[]> random) {
        this.posts = new DingTalkPosts(book, window, random);
        this.api = api;
        this.messenger = messenger;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Credential> credentials() {
        return DingTalkCredentials.DECLARED;
    }

    @Override
    public Optional<String> lacks(Bot bot) {
        return HookUrl.orSecret(bot);
    }

    @Override
    public Optional<Mentions> mentions(Bot draft) {
        return Optional.of(
                DingTalkCredentials.robot(draft)
                        ? DingTalkMessenger.OF_ROBOT
                        : Mentions.none("only a group robot calls people: give its webhook_url, or no mentions"));
    }

    @Override
    public CredentialCheck check(Bot draft) {
        boolean key = draft.credential(DingTalkCredentials.AES_KEY).isPresent();
        if (key && DingTalkPosts.envelope(draft).isEmpty()) {
            return new CredentialCheck.Invalid(
                    DingTalkCredentials.AES_KEY,
                    "an AES key has 43 characters of base64, and needs the token beside it");
        }
        if (DingTalkCredentials.robot(draft)) {
            return HookUrl.check(draft, "access_token");
        }
        Optional<CredentialCheck.Invalid> way = EventWay.fault(draft);
        if (way.isPresent()) {
            return way.get();
        }
        try {
            api.token(draft);
            return CredentialCheck.Valid.UNTOLD;
        } catch (Away e) {
            return new CredentialCheck.Unreachable(
                    "DingTalk does not answer: " + e.result().said().text());
        } catch (TokenRefused e) {
            return new CredentialCheck.Invalid(Bot.SECRET, "DingTalk does not accept app key and app secret");
        }
    }

    @Override
    public boolean listsChats() {
        return true;
    }

    /** A group robot has one group. DingTalk does not list those of an application: they are known once they speak. */
    @Override
    public List<KnownChat> chatsOf(Bot bot) {
        return DingTalkCredentials.robot(bot) ? List.of(new KnownChat(bot.botId(), bot.botId())) : List.of();
    }

    @Override
    public Received receive(InboundPost post) {
        return posts.receive(post);
    }

    @Override
    public Optional<SocketMode> socketMode() {
        return Optional.of(new DingTalkSocket(api));
    }

    @Override
    public Optional<Message> message(InboundEvent event, Bot bot) {
        return DingTalkMessages.message(event, bot);
    }

    @Override
    public List<Part> parts(String messageType, String content) {
        return DingTalkMessages.parts(messageType, content);
    }

    @Override
    public Optional<byte[]> fetch(Message message, Part part, Bot bot) {
        return api.file(bot, part.pendingKey());
    }

    @Override
    public Optional<ChatChange> chat(InboundEvent event, Bot bot) {
        return DingTalkEvents.chatChange(event);
    }

    @Override
    public Optional<CardAction> action(InboundEvent event, Bot bot) {
        JsonNode card = event.event();
        JsonNode params = DingTalkMessages.params(card);
        Map<String, String> actor = new LinkedHashMap<>();
        for (Map.Entry<String, String> name :
                Map.of("user_id", "userId", "tenant_key", "corpId").entrySet()) {
            String id = card.path(name.getValue()).asText();
            if (!id.isEmpty()) {
                actor.put(name.getKey(), id);
            }
        }
        return Optional.of(new CardAction(
                event.header().eventId(),
                params,
                params.path("text").asText(null),
                actor,
                card.path("outTrackId").asText(null),
                event.header().chatId(),
                null,
                event.header().createTime()));
    }

    @Override
    public Optional<String> card(Notice notice, String note, boolean actionable) {
        return Optional.of(messenger.card(notice, note, actionable));
    }

    @Override
    public String words(String action, Map<String, String> actor) {
        return DoneWords.of(action, actor);
    }

    @Override
    public boolean update(CardUpdate update, Bot bot) {
        JsonNode values = BoundedJson.embedded(update.content());
        if (!values.isObject() || DingTalkCredentials.robot(bot)) {
            return false;
        }
        Answer answer = api.call(bot, "PUT", "/v1.0/card/instances", DingTalkCards.change(update.messageId(), values));
        return answer.ok() && answer.json().path("success").asBoolean();
    }
}

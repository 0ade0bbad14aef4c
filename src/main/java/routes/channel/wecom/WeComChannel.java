package routes.channel.wecom;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import routes.notice.Notice;

/** WeCom's group robots and applications. */
public final class WeComChannel implements Channel {
    /** VeAIOps' name for it, which is what is stored. */
    public static final String TYPE = "WeChat";

    private final WeComPosts posts;
    private final WeComApi api;
    private final WeComMessenger messenger;

    /** @param window how far the time of a signed post may be from ours */
    public WeComChannel(BotRegistry book, WeComApi api, WeComMessenger messenger, Duration window) {
        this.posts = new WeComPosts(book, window);
        this.api = api;
        this.messenger = messenger;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String route() {
        return "channel-wecom";
    }

    @Override
    public List<Credential> credentials() {
        return WeComCredentials.DECLARED;
    }

    @Override
    public Optional<String> lacks(Bot bot) {
        return HookUrl.orSecret(bot);
    }

    @Override
    public Optional<Mentions> mentions(Bot draft) {
        return Optional.of(
                WeComCredentials.robot(draft)
                        ? WeComMessenger.OF_ROBOT
                        : Mentions.none("only a group robot calls people: give its webhook_url, or no mentions"));
    }

    @Override
    public CredentialCheck check(Bot draft) {
        if (WeComCredentials.robot(draft)) {
            return HookUrl.check(draft, "key");
        }
        boolean key = draft.credential(WeComCredentials.AES_KEY).isPresent();
        if (key && WeComCredentials.envelope(draft).isEmpty()) {
            return new CredentialCheck.Invalid(
                    WeComCredentials.AES_KEY,
                    "an EncodingAESKey has 43 characters of base64, and needs the token beside it");
        }
        if (WeComCredentials.agent(draft).isEmpty()) {
            return new CredentialCheck.Invalid(
                    WeComCredentials.AGENT,
                    "an application needs its agent id, a number; a group robot its webhook_url");
        }
        try {
            api.token(draft);
            return CredentialCheck.Valid.UNTOLD;
        } catch (Away e) {
            return new CredentialCheck.Unreachable(
                    "WeCom does not answer: " + e.result().said().text());
        } catch (TokenRefused e) {
            return new CredentialCheck.Invalid(
                    Bot.SECRET,
                    "WeCom does not accept corp id and secret (code "
                            + e.answer().json().path("errcode").asInt() + ")");
        }
    }

    @Override
    public boolean listsChats() {
        return true;
    }

    /** A group robot has one group. WeCom does not list those of an application. */
    @Override
    public List<KnownChat> chatsOf(Bot bot) {
        return WeComCredentials.robot(bot) ? List.of(new KnownChat(bot.botId(), bot.botId())) : List.of();
    }

    @Override
    public Received receive(InboundPost post) {
        return posts.receive(post);
    }

    @Override
    public Optional<Message> message(InboundEvent event, Bot bot) {
        return WeComEvents.message(event, bot);
    }

    @Override
    public List<Part> parts(String messageType, String content) {
        return WeComEvents.parts(messageType, BoundedJson.embedded(content));
    }

    @Override
    public Optional<byte[]> fetch(Message message, Part part, Bot bot) {
        return api.media(bot, part.pendingKey());
    }

    @Override
    public Optional<ChatChange> chat(InboundEvent event, Bot bot) {
        return WeComEvents.chatChange(event);
    }

    @Override
    public Optional<CardAction> action(InboundEvent event, Bot bot) {
        return Optional.of(WeComEvents.action(event));
    }

    @Override
    public Optional<String> card(Notice notice, String note, boolean actionable) {
        return Optional.of(messenger.card(notice, note, actionable));
    }

    @Override
    public String words(String action, Map<String, String> actor) {
        return DoneWords.of(action, actor);
    }

    /** WeCom changes a card once, by the code that came with the click; without one it stays as it is. */
    @Override
    public boolean update(CardUpdate update, Bot bot) {
        Optional<Integer> agent = WeComCredentials.agent(bot);
        if (update.updateToken() == null || agent.isEmpty()) {
            return false;
        }
        Answer answer = api.call(
                bot,
                "/cgi-bin/message/update_template_card",
                WeComMessenger.change(BoundedJson.embedded(update.content()), agent.get(), update.updateToken()));
        return answer.ok() && answer.json().path("errcode").asInt(-1) == 0;
    }
}

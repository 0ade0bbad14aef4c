package routes.channel.lark;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routes.channel.CardAction;
import routes.channel.CardButtons;
import routes.channel.CardUpdate;
import routes.channel.Channel;
import routes.channel.DoneWords;
import routes.channel.InboundEvent;
import routes.channel.InboundPost;
import routes.channel.PlatformCalls;
import routes.channel.Received;
import routes.channel.bot.Bot;
import routes.channel.bot.BotRegistry;
import routes.channel.bot.Credential;
import routes.channel.bot.CredentialCheck;
import routes.channel.bot.Mentions;
import routes.channel.chat.ChatChange;
import routes.channel.chat.ChatType;
import routes.channel.chat.Message;
import routes.channel.chat.Part;
import routes.channel.socket.EventWay;
import routes.channel.socket.SocketMode;
import routes.notice.Notice;

/** Lark and Feishu apps, both ways. */
public final class LarkChannel implements Channel {
    public static final String TYPE = "Lark";

    private final LarkPosts posts;
    private final LarkEvents events;
    private final LarkApi api;
    private final LarkCards cards;

    /** @param window how far the time of a signed post may be from ours */
    public LarkChannel(BotRegistry book, LarkApi api, LarkCards cards, CardButtons buttons, Duration window) {
        this.events = new LarkEvents(buttons);
        this.posts = new LarkPosts(book, window, events::of);
        this.api = api;
        this.cards = cards;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Credential> credentials() {
        return LarkCredentials.DECLARED;
    }

    @Override
    public Optional<Mentions> mentions(Bot draft) {
        return Optional.of(LarkCards.OF_APP);
    }

    @Override
    public Map<String, String> uncalled(Bot bot, List<String> named) {
        return cards.uncalled(bot, named);
    }

    @Override
    public CredentialCheck check(Bot draft) {
        Optional<CredentialCheck.Invalid> way = EventWay.fault(draft);
        if (way.isPresent()) {
            return way.get();
        }
        try {
            JsonNode info = api.info(draft);
            return new CredentialCheck.Valid(
                    info.path("open_id").asText(null), info.path("app_name").asText(null));
        } catch (PlatformCalls.Away e) {
            return new CredentialCheck.Unreachable(
                    "Lark does not answer: " + e.result().said().text());
        } catch (LarkRefusal e) {
            return new CredentialCheck.Invalid(
                    Bot.SECRET, "Lark does not accept app id and app secret (code " + e.code() + ")");
        }
    }

    @Override
    public boolean listsChats() {
        return true;
    }

    @Override
    public List<KnownChat> chatsOf(Bot bot) {
        return api.chats(bot);
    }

    @Override
    public Optional<String> chatLink(Bot bot, String chatId) {
        return api.chatLink(bot, chatId);
    }

    @Override
    public Received receive(InboundPost post) {
        return posts.receive(post);
    }

    @Override
    public Optional<SocketMode> socketMode() {
        return Optional.of(new LarkSocket(api, events));
    }

    @Override
    public Optional<Message> message(InboundEvent event, Bot bot) {
        return Optional.of(LarkMessages.of(event, bot));
    }

    @Override
    public List<Part> parts(String messageType, String content) {
        return LarkParts.of(messageType, content);
    }

    @Override
    public List<Part> complete(Message message, Bot bot) {
        if (!message.messageType().equals("merge_forward")) {
            return message.parts();
        }
        List<Part> forwarded = LarkMessages.forwarded(message.msgId(), api.items(bot, message.msgId()));
        return forwarded.isEmpty() ? message.parts() : forwarded;
    }

    @Override
    public Optional<byte[]> fetch(Message message, Part part, Bot bot) {
        return api.image(bot, message.msgId(), part.pendingKey());
    }

    @Override
    public Optional<ChatChange> chat(InboundEvent event, Bot bot) {
        return LarkChats.of(event);
    }

    @Override
    public Optional<ChatChange> recreateChat(Message message, Bot bot) {
        String name = message.chatType() == ChatType.GROUP
                ? api.chatName(bot, message.chatId()).orElse(null)
                : null;
        return Optional.of(new ChatChange(TYPE, bot.botId(), message.chatId(), message.msgTime(), true, name));
    }

    @Override
    public Optional<CardAction> action(InboundEvent event, Bot bot) {
        return Optional.of(LarkClicks.of(event));
    }

    /** By its id; where Lark does not allow that, as of a card that one person sees or an old one, by the click. */
    @Override
    public boolean update(CardUpdate update, Bot bot) {
        String token = update.updateToken();
        return !update.messageId().isEmpty() && api.replaceCard(bot, update.messageId(), update.content())
                || token != null && api.replaceClicked(bot, token, update.content());
    }

    @Override
    public Optional<String> card(Notice notice, String note, boolean actionable) {
        return Optional.of(cards.changed(notice, note, actionable));
    }

    @Override
    public boolean keepsTemplate(String name) {
        return LarkCards.keeps(name);
    }

    @Override
    public String words(String action, Map<String, String> actor) {
        String person = LarkIds.safe(actor.getOrDefault("open_id", ""));
        return DoneWords.of(action, person.isEmpty() ? "" : "<at id=" + person + "></at>");
    }

    @Override
    public Optional<String> publish(Notice notice, CardAction by, Bot bot) {
        return Optional.ofNullable(by.chatId()).flatMap(chat -> api.publish(bot, notice, chat, cards.forAll(notice)));
    }

    @Override
    public void withdraw(Notice notice, String messageId, Bot bot) {
        if (LarkCalls.wayOf(notice) == LarkCalls.Way.EPHEMERAL) {
            api.deleteEphemeral(bot, messageId);
        }
    }
}

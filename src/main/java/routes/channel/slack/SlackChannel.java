package routes.channel.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routes.channel.CardAction;
import routes.channel.CardUpdate;
import routes.channel.Channel;
import routes.channel.EventTypes;
import routes.channel.HookUrl;
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
import routes.channel.chat.Message;
import routes.channel.chat.Part;
import routes.channel.socket.SocketMode;
import routes.common.json.Json;
import routes.common.security.Secret;
import routes.notice.Notice;

/** Slack apps, both ways. */
public final class SlackChannel implements Channel {
    public static final String TYPE = "Slack";

    private final SlackPosts posts;
    private final SlackApi api;
    private final SlackCards cards;

    /** @param files calls to the host of files */
    public SlackChannel(BotRegistry book, PlatformCalls calls, PlatformCalls files, SlackCards cards) {
        this.posts = new SlackPosts(book);
        this.api = new SlackApi(calls, files);
        this.cards = cards;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Credential> credentials() {
        return SlackCredentials.DECLARED;
    }

    @Override
    public Optional<String> lacks(Bot bot) {
        return HookUrl.orSecret(bot);
    }

    @Override
    public Optional<Mentions> mentions(Bot draft) {
        return Optional.of(SlackCards.called(draft));
    }

    @Override
    public Map<String, String> uncalled(Bot bot, List<String> named) {
        return cards.uncalled(bot, named);
    }

    @Override
    public CredentialCheck check(Bot draft) {
        Optional<Secret> token = draft.credential(SlackCredentials.TOKEN);
        if (token.isEmpty()) {
            return draft.credential(SlackCredentials.WEBHOOK_URL).isPresent()
                    ? CredentialCheck.Valid.UNTOLD
                    : new CredentialCheck.Invalid(
                            SlackCredentials.TOKEN, "a Slack app needs a bot token or an incoming webhook");
        }
        try {
            JsonNode said = api.whoAmI(token.get());
            return said.path("ok").asBoolean()
                    ? new CredentialCheck.Valid(
                            said.path("user_id").textValue(), said.path("user").textValue())
                    : refused(said);
        } catch (PlatformCalls.Away away) {
            return new CredentialCheck.Unreachable(away.result().said().text());
        }
    }

    private static CredentialCheck refused(JsonNode said) {
        String error = said.path("error").asText();
        return error.matches("[a-z_]{1,60}") && !error.equals("ratelimited")
                ? new CredentialCheck.Invalid(SlackCredentials.TOKEN, "Slack does not accept the token: " + error)
                : new CredentialCheck.Unreachable("Slack gave no answer that says whether the token is right");
    }

    @Override
    public boolean listsChats() {
        return true;
    }

    @Override
    public List<KnownChat> chatsOf(Bot bot) {
        return bot.credential(SlackCredentials.TOKEN).isEmpty() ? List.of() : api.channels(bot);
    }

    @Override
    public Received receive(InboundPost post) {
        return posts.receive(post);
    }

    @Override
    public Optional<SocketMode> socketMode() {
        return Optional.of(new SlackSocket(api));
    }

    @Override
    public Optional<Message> message(InboundEvent event, Bot bot) {
        return SlackMessages.of(event, bot);
    }

    @Override
    public List<Part> parts(String messageType, String content) {
        String marked = SlackText.of(content, id -> id).marked();
        return SlackMessages.parts(marked, MissingNode.getInstance());
    }

    @Override
    public Optional<byte[]> fetch(Message message, Part part, Bot bot) {
        return api.image(bot, part.pendingKey());
    }

    @Override
    public Optional<ChatChange> chat(InboundEvent event, Bot bot) {
        String chat = event.header().chatId();
        if (chat == null) {
            return Optional.empty();
        }
        JsonNode name = event.event().at("/event/channel/name");
        String type = event.header().eventType();
        boolean stays = type.equals(EventTypes.BOT_ADDED) || type.equals(EventTypes.CHAT_UPDATED);
        return Optional.of(
                new ChatChange(TYPE, bot.botId(), chat, event.header().createTime(), stays, name.textValue()));
    }

    @Override
    public Optional<ChatChange> recreateChat(Message message, Bot bot) {
        String name = bot.credential(SlackCredentials.TOKEN)
                .flatMap(token -> api.channelName(bot, message.chatId()))
                .orElse(null);
        return Optional.of(new ChatChange(TYPE, bot.botId(), message.chatId(), message.msgTime(), true, name));
    }

    @Override
    public Optional<CardAction> action(InboundEvent event, Bot bot) {
        return SlackActions.of(event);
    }

    @Override
    public Optional<String> card(Notice notice, String note, boolean actionable) {
        return Optional.of(cards.changed(notice, note, actionable));
    }

    @Override
    public String words(String action, Map<String, String> actor) {
        return SlackCards.words(action, actor);
    }

    @Override
    public boolean update(CardUpdate update, Bot bot) {
        int colon = update.messageId().indexOf(':');
        if (colon < 0) {
            return false;
        }
        try {
            ObjectNode message = (ObjectNode) Json.mapper().readTree(update.content());
            message.put("channel", update.messageId().substring(0, colon));
            message.put("ts", update.messageId().substring(colon + 1));
            return api.update(bot, message);
        } catch (JsonProcessingException | ClassCastException e) {
            throw new IllegalArgumentException("the new content of a Slack message is a JSON object", e);
        }
    }
}

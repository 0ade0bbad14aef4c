package routes.channel.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import routes.channel.CardAction;
import routes.channel.Channel;
import routes.channel.EventTypes;
import routes.channel.InboundEvent;
import routes.channel.InboundPost;
import routes.channel.Received;
import routes.channel.bot.Bot;
import routes.channel.bot.BotRegistry;
import routes.channel.bot.Credential;
import routes.channel.chat.ChatChange;
import routes.channel.chat.Message;
import routes.channel.chat.Part;

/** Webhooks, both ways: notices to a subscriber's URL, and events of any system that can post JSON. */
public final class WebhookChannel implements Channel {
    public static final String TYPE = "Webhook";

    private final WebhookPosts posts;

    public WebhookChannel(BotRegistry book) {
        this.posts = new WebhookPosts(book);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Credential> credentials() {
        return WebhookCredentials.DECLARED;
    }

    @Override
    public Received receive(InboundPost post) {
        return posts.receive(post);
    }

    @Override
    public Optional<Message> message(InboundEvent event, Bot bot) {
        return WebhookEvents.message(event, bot);
    }

    @Override
    public List<Part> parts(String messageType, String content) {
        return content.isBlank() ? List.of() : List.of(Part.text(content));
    }

    @Override
    public Optional<ChatChange> chat(InboundEvent event, Bot bot) {
        String chat = event.header().chatId();
        String type = event.header().eventType();
        boolean stays = type.equals(EventTypes.BOT_ADDED) || type.equals(EventTypes.CHAT_UPDATED);
        JsonNode name = event.event().path("name");
        return Optional.ofNullable(chat)
                .map(id -> new ChatChange(TYPE, bot.botId(), id, event.header().createTime(), stays, name.textValue()));
    }

    @Override
    public Optional<CardAction> action(InboundEvent event, Bot bot) {
        return WebhookEvents.action(event);
    }
}

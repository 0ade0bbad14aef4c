package routes.channel;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.channel.bot.BotRegistry;
import routes.channel.chat.Chat;
import routes.channel.chat.Chats;

/**
 * The links that open chats. A link is fetched once and kept with its chat; while a platform gives none, the next who
 * wants it asks again.
 */
public final class ChatLinks {
    private static final Logger LOG = LoggerFactory.getLogger(ChatLinks.class);

    private final Chats chats;
    private final BotRegistry bots;
    private final Channels channels;

    public ChatLinks(Chats chats, BotRegistry bots, Channels channels) {
        this.chats = chats;
        this.bots = bots;
        this.channels = channels;
    }

    /** Empty when the chat is unknown, or the platform gives no link now. */
    public Optional<String> of(String channel, String botId, String chatId) {
        return chats.find(channel, botId, chatId)
                .flatMap(chat -> chat.chatLink() == null ? fetched(chat) : Optional.of(chat.chatLink()));
    }

    private Optional<String> fetched(Chat chat) {
        try {
            Optional<String> link = bots.find(chat.channel(), chat.botId()).flatMap(bot -> channels.of(chat.channel())
                    .flatMap(channel -> channel.chatLink(bot, chat.chatId())));
            link.ifPresent(found -> chats.keepLink(chat.id(), found));
            return link;
        } catch (RuntimeException e) {
            LOG.warn("the chat {} of {} has no link yet: {}", chat.chatId(), chat.channel(), e.getMessage());
            return Optional.empty();
        }
    }
}

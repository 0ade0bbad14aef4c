package routes.channel.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a chat. Applying it again changes nothing.
 *
 * @param at when it happened, by the platform's clock; an older change than the last one is not applied
 * @param active whether the bot is in the chat after it
 * @param name the chat's new name; null when it stays
 */
public record ChatChange(
        String channel, String botId, String chatId, Instant at, boolean active, @Nullable String name) {}

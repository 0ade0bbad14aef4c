package routes.channel.chat;

import org.jspecify.annotations.Nullable;

/** A person or bot that a message names. @param id the platform's id; null when it names the whole chat */
public record Mention(@Nullable String id, String name) {}

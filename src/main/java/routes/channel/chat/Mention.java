package routes.channel.chat;

import org.jspecify.annotations.Nullable;

/** Somebody whom a message names. @param id the platform's id of the person or bot; null when it names everybody */
public record Mention(@Nullable String id, String name) {}

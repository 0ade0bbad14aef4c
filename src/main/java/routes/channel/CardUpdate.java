package routes.channel;

/** A new content for a message that was sent. @param content in the platform's form, as the channel's route sends it */
public record CardUpdate(String messageId, String content) {}

package routes.channel;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import routes.channel.bot.Bot;
import routes.channel.bot.BotPlatform;
import routes.channel.bot.Credential;
import routes.channel.chat.ChatChange;
import routes.channel.chat.Message;
import routes.channel.chat.Part;
import routes.channel.socket.SocketMode;
import routes.common.error.ErrorCode;
import routes.notice.Notice;

/**
 * A chat platform, both ways. One class, bound in the registry under any name, one route {@code
 * channel-<name>.camel.yaml} that is called as {@code direct:channel-<name>} to send a notice ({@link Outbound}), and
 * templates. Nothing else needs to know of it. A channel that only sends keeps the defaults.
 *
 * <p>The endpoints call {@link #receive}; what it accepts is durable before the platform is answered. Everything else is
 * called later, from the log, and may be repeated: each method gives the same for the same event and changes nothing.
 * Exceptions are tried again and end in the dead letters.
 */
public interface Channel extends BotPlatform {
    /** The name of the direct endpoint of the sending route. */
    default String route() {
        return "channel-" + type().toLowerCase(Locale.ROOT);
    }

    @Override
    default List<Credential> credentials() {
        return List.of();
    }

    /**
     * Verifies a post on its raw bytes, with the credentials of the bot that it is for, decrypts and normalises it.
     * Constant time for secrets; never throws for what the post holds.
     */
    default Received receive(InboundPost post) {
        return new Received.Refused(ErrorCode.NOT_FOUND, type() + " takes no posts: it only sends");
    }

    /** How the platform sends over a connection that we open; empty when it only posts. */
    default Optional<SocketMode> socketMode() {
        return Optional.empty();
    }

    /** The message in an event {@link EventTypes#MESSAGE}; empty when it holds none that concerns us. */
    default Optional<Message> message(InboundEvent event, Bot bot) {
        return Optional.empty();
    }

    /** The parts of content that this channel's messages have, in order; nothing is fetched. */
    default List<Part> parts(String messageType, String content) {
        return List.of();
    }

    /**
     * The parts of a stored message with what only the platform can give, such as forwarded messages; a part whose bytes
     * are still to be fetched is {@link Part#pending()}.
     */
    default List<Part> complete(Message message, Bot bot) {
        return message.parts();
    }

    /** The bytes behind a {@link Part#pending()} part; empty when the platform has none for us. */
    default Optional<byte[]> fetch(Message message, Part part, Bot bot) {
        return Optional.empty();
    }

    /** What an event says of its chat: the bot came or went, the chat has another name. */
    default Optional<ChatChange> chat(InboundEvent event, Bot bot) {
        return Optional.empty();
    }

    /** The chat of a message as the platform knows it, when no event announced it; the bot is in it. */
    default Optional<ChatChange> recreateChat(Message message, Bot bot) {
        return Optional.of(
                new ChatChange(message.channel(), message.botId(), message.chatId(), message.msgTime(), true, null));
    }

    /** The click in an event {@link EventTypes#CARD_ACTION}; empty when the platform has no buttons. */
    default Optional<CardAction> action(InboundEvent event, Bot bot) {
        return Optional.empty();
    }

    /**
     * What a message that was sent is to become, in the platform's form; empty when this channel changes none.
     *
     * @param note what was done ({@link #words}); empty for none
     * @param actionable whether there are still buttons under it
     */
    default Optional<String> card(Notice notice, String note, boolean actionable) {
        return Optional.empty();
    }

    /** Whether a name is that of a template that the platform keeps, where messages may be made from one. */
    default boolean keepsTemplate(String name) {
        return false;
    }

    /**
     * A few words on what was done and who did it, in the platform's marks: in front of the text of an updated card.
     *
     * @param action as {@link CardButtons} names it; empty words for one that a card does not speak of
     * @param actor as in {@link CardAction#actor()}
     */
    default String words(String action, Map<String, String> actor) {
        return "";
    }

    /** Shows the whole chat what the person who clicked saw alone. @return the platform's id of the message */
    default Optional<String> publish(Notice notice, CardAction by, Bot bot) {
        return Optional.empty();
    }

    /** Takes back a message of a notice that one person saw alone; leaves one that all see, or that is gone. */
    default void withdraw(Notice notice, String messageId, Bot bot) {}

    /**
     * Brings a message that was sent up to date, where the platform can.
     *
     * @return false when it cannot
     */
    default boolean update(CardUpdate update, Bot bot) {
        return false;
    }
}

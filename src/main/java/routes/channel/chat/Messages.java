package routes.channel.chat;

import java.util.List;

/** The store of messages. */
public interface Messages {
    /** How far a message has come. */
    enum Progress {
        /** It is stored now. */
        NEW,
        /** It was stored before and not published. */
        WAITING,
        /** It is done with: this delivery is a repetition. */
        PUBLISHED
    }

    /**
     * Stores a message unless it is there.
     *
     * <p>Failure policy: what the store does not answer is thrown, never taken for "not seen": a message is neither lost nor
     * published twice because the store was away.
     */
    Progress insert(Message message);

    /** Keeps the final parts and that the message goes out now. */
    void published(Message message);

    /** The texts of the messages of the same chat that were written before this one, the latest first. */
    List<String> textsBefore(Message message, int most);

    /** Who spoke lately in a chat, people only, the latest first. */
    List<String> speakers(String channel, String botId, String chatId, int messages);
}

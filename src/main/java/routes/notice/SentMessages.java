package routes.notice;

import java.util.List;
import java.util.Optional;

/** The messages that went out, and what people said of them. */
public interface SentMessages {
    Optional<Notice> notice(String noticeId);

    /** The notice whose message this is. Ids of messages are the platform's: only the channel's own notices count. */
    Optional<Notice> holding(String channel, String messageId);

    /** The platform's ids of the messages of a notice. */
    List<String> messagesOf(String noticeId);

    /** The platform's ids of earlier messages to the same target about the same event alone, newest first. */
    List<String> earlierMessages(Notice notice);

    /** The last notice to the same target about the event alone; the notice itself when nothing newer was sent. */
    Notice newest(Notice notice);

    /** The message that shows a notice to the whole chat which some people saw alone. */
    Optional<String> shownToAll(String noticeId);

    /** A notice is shown to the whole chat by this message; keeping it again changes nothing. */
    void showToAll(String noticeId, String messageId);

    /** @return false when it was kept before */
    boolean keep(Feedback feedback);

    /** What was said of an event on a channel, oldest first. */
    List<Feedback> said(String eventId, String channel);
}

package routes.notice;

import java.util.List;
import java.util.Optional;

/** The messages that went out, and what people said of them. */
public interface Told {
    Optional<Notice> notice(String noticeId);

    /** The notice whose message this is. Ids of messages are the platform's: only the channel's own notices count. */
    Optional<Notice> holding(String channel, String messageId);

    /** The platform's ids of the messages of a notice. */
    List<String> messagesOf(String noticeId);

    /** The platform's ids of the messages that told the same target of the same event before. */
    List<String> earlierMessages(Notice notice);

    /** One more message of a notice; adding it again changes nothing. */
    void add(String noticeId, String messageId);

    /** @return false when it was kept before */
    boolean keep(Feedback feedback);
}

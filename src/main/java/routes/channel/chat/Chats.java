package routes.channel.chat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.common.repository.Listed;

/** The store of chats. */
public interface Chats {
    /** Applies a change unless a later one was applied. An unknown chat begins with it; one that was left comes back. */
    void apply(ChatChange change);

    boolean known(String channel, String botId, String chatId);

    /** Makes what the platform lists the truth: listed chats are active, other groups of the bot are not. */
    void refresh(List<ChatChange> listed);

    Optional<Chat> find(String id);

    Optional<Chat> find(String channel, String botId, String chatId);

    Listed<Chat> list(Filter filter, int skip, int limit);

    /** @return false when there is no such chat */
    boolean configure(String id, @Nullable Boolean proactiveReply, @Nullable Boolean interest);

    void keepLink(String id, String link);

    /** Which chats of a bot a list shows; null filters nothing. The name is a literal part in any case. */
    record Filter(
            String channel,
            String botId,
            boolean active,
            String name,
            @Nullable Boolean interest,
            @Nullable Boolean proactiveReply) {}
}

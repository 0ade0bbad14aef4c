package routes.channel.bot;

import java.util.List;
import java.util.Optional;
import routes.common.repository.Listed;

/** The store of bots. Every write moves the version. */
public interface Bots {
    String newId();

    /** Moves with every write of any copy. */
    long version();

    List<StoredBot> all();

    Optional<StoredBot> find(String id);

    Optional<StoredBot> find(String channel, String botId);

    Listed<StoredBot> list(Filter filter, int skip, int limit);

    /** @return false when the channel has a bot of this id */
    boolean insert(StoredBot bot);

    boolean replace(StoredBot bot);

    /** With its attributes. */
    boolean delete(StoredBot bot);

    /** Which bots a list shows; whatever is empty filters nothing. The name is a literal part in any case. */
    record Filter(String name, String channel) {}
}

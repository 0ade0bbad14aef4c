package routes.channel.bot;

import java.util.Optional;
import routes.common.repository.Repository;

/** The store of bots: one for each id of a channel. A bot that is deleted takes its attributes and interest rules along. */
public interface Bots extends Repository<StoredBot> {
    Optional<StoredBot> find(String channel, String botId);
}

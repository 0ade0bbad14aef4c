package routes.channel.bot;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import routes.common.repository.Listed;

/** The store of bot attributes. */
public interface BotAttributes {
    /** Those of the attributes that were not there yet, as they are stored now; their ids are the store's matter. */
    List<BotAttribute> add(List<BotAttribute> wanted);

    Optional<BotAttribute> find(String id);

    Listed<BotAttribute> list(Filter filter, int skip, int limit);

    /** @return false when the bot has this value already, and nothing was written */
    boolean setValue(String id, String value, Instant now);

    boolean delete(String id);

    /** All values of these names of a bot. @return how many there were */
    long delete(String channel, String botId, Collection<String> names);

    /** Which attributes a list shows; whatever is empty filters nothing. The value is a literal part in any case. */
    record Filter(List<String> names, String value, String channel, String botId) {
        public Filter {
            names = List.copyOf(names);
        }
    }
}

package routes.channel.chat;

import java.util.List;
import java.util.Optional;
import routes.common.repository.Repository;

/** The store of interest rules. */
public interface InterestRules extends Repository<InterestRule> {
    /** In the order in which they were made. */
    List<InterestRule> ofBot(String channel, String botId);

    Optional<InterestRule> findByUuid(String uuid);

    /** @return false when the stored rule has another version than {@code read}, or the bot has the name already */
    boolean replace(InterestRule rule, int read);
}

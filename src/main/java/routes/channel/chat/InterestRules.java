package routes.channel.chat;

import java.util.List;
import java.util.Optional;

/** The store of interest rules. */
public interface InterestRules {
    String newId();

    /** In the order in which they were made. */
    List<InterestRule> ofBot(String channel, String botId);

    Optional<InterestRule> find(String uuid);

    /** @return how many were added: a rule whose name the bot has already is left out */
    int insert(List<InterestRule> rules);

    /** @return false when the stored rule has another version than {@code read}, or the bot has the name already */
    boolean replace(InterestRule rule, int read);
}

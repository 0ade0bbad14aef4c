package routes.subscription;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import routes.common.repository.Listed;

/** The store of card templates: one for each agent type and channel. */
public interface CardTemplates {
    /** Sets and activates the template of every agent type on the channel; answers those that it touched. */
    List<CardTemplate> put(Collection<String> agentTypes, String channel, String templateId, Instant now);

    Optional<CardTemplate> find(String id);

    Listed<CardTemplate> list(Filter filter, int skip, int limit);

    boolean setTemplate(String id, String templateId, Instant now);

    boolean activate(String id, boolean active, Instant now);

    boolean delete(String id);

    /** Which templates a list shows; whatever is empty filters nothing. */
    record Filter(List<String> agents, List<String> channels, String templateId, boolean showAll) {}
}

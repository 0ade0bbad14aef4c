package routes.subscription;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import routes.common.repository.Repository;

/** The store of card templates: one for each agent type and channel. */
public interface CardTemplates extends Repository<CardTemplate> {
    /** Sets and activates the template of every agent type on the channel; answers those that it touched. */
    List<CardTemplate> put(Collection<String> agentTypes, String channel, String templateId, Instant now);
}

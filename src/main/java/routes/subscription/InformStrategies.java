package routes.subscription;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import routes.common.repository.Listed;

/** The store of inform strategies. Every write makes the matching copies read again. */
public interface InformStrategies {
    String newId();

    /** @return false when another strategy has the name */
    boolean insert(InformStrategy strategy);

    Optional<InformStrategy> find(String id);

    /** Those of the ids that exist, in the order of the ids. */
    List<InformStrategy> findAll(Collection<String> ids);

    Listed<InformStrategy> list(Filter filter, int skip, int limit);

    /** @return false when another strategy has the name */
    boolean replace(InformStrategy strategy);

    boolean activate(String id, boolean active, Instant now);

    boolean delete(String id);

    /** Which strategies a list shows; whatever is empty filters nothing. The name is a literal part in any case. */
    record Filter(String name, String channel, String botId, List<String> chatIds, boolean showAll) {}
}

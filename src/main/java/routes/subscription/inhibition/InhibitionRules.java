package routes.subscription.inhibition;

import java.util.List;
import java.util.Optional;

/** The store of inhibition rules. Throws when the store is away. */
public interface InhibitionRules {
    /** A number that moves after every change of a rule. */
    long version();

    String newId();

    void insert(InhibitionRule rule);

    Optional<InhibitionRule> find(String id);

    /** The newest first. */
    List<InhibitionRule> all();

    /** @return whether the rule exists */
    boolean replace(InhibitionRule rule);

    /** @return whether the rule existed */
    boolean delete(String id);
}

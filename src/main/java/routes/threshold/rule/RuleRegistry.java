package routes.threshold.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The local registry of the rules that we wrote, and of the places where we wrote them. */
public interface RuleRegistry {
    /** Rules of a data source, at whatever place. */
    List<RegisteredRule> of(String dataSourceId);

    void put(RegisteredRule rule);

    void remove(RegisteredRule rule);

    /** Places at which rules of a data source were written and may still be. */
    List<NotedPlace> places(String dataSourceId);

    void note(NotedPlace place);

    /** Nothing is left at a place: it goes, with the rules that were written there. */
    void forget(String dataSourceId, String placeId);

    /** Rules, places and the tombstone of a data source go. */
    void removeAll(String dataSourceId);

    /** Data sources of which rules, places or a tombstone are kept. */
    Set<String> dataSources();

    void bury(Tombstone tombstone);

    Optional<Tombstone> tombstone(String dataSourceId);

    /** Ids of rules that we gave up: they stay at the platform as they are. */
    Set<String> disowned(String dataSourceId);

    void disown(String dataSourceId, Set<String> ruleIds);
}

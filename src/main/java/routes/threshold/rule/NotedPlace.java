package routes.threshold.rule;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import routes.common.security.Sealed;
import routes.datasource.RulePlace;

/**
 * A place at which rules of a data source were written, with the account of that time: the connect may have moved on since.
 *
 * @param secrets of the connect, sealed for this place
 * @param apartFrom ids of places that proved to be no other name of this one
 */
public record NotedPlace(
        String dataSourceId, RulePlace place, Map<String, Sealed> secrets, Instant writtenAt, Set<String> apartFrom) {
    public NotedPlace {
        secrets = Map.copyOf(secrets);
        apartFrom = Set.copyOf(apartFrom);
    }

    NotedPlace apartFrom(String placeId) {
        Set<String> more = new HashSet<>(apartFrom);
        more.add(placeId);
        return new NotedPlace(dataSourceId, place, secrets, writtenAt, more);
    }

    /** Names it in the store. */
    public String key() {
        return key(dataSourceId, place.id());
    }

    public static String key(String dataSourceId, String placeId) {
        return dataSourceId + "@" + placeId;
    }
}

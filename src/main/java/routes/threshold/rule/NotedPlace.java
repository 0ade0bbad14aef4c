package routes.threshold.rule;

import java.time.Instant;
import java.util.Map;
import routes.common.security.Sealed;
import routes.datasource.RulePlace;

/**
 * A place at which rules of a data source were written, with the account of that time: the connect may have moved on since.
 *
 * @param secrets of the connect, sealed for this place
 */
public record NotedPlace(String dataSourceId, RulePlace place, Map<String, Sealed> secrets, Instant writtenAt) {
    public NotedPlace {
        secrets = Map.copyOf(secrets);
    }

    /** Names it in the store. */
    public String key() {
        return key(dataSourceId, place.id());
    }

    public static String key(String dataSourceId, String placeId) {
        return dataSourceId + "@" + placeId;
    }
}

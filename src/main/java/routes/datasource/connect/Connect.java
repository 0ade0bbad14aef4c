package routes.datasource.connect;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Map;
import routes.common.security.Sealed;
import routes.common.security.SecretBox;
import routes.subscription.Stamps;

/**
 * How to get into a monitoring system, as it is stored.
 *
 * @param fields by stored name; without the secret ones
 * @param secrets by stored name
 */
public record Connect(
        @JsonProperty("_id") String id,
        String name,
        String type,
        Map<String, String> fields,
        Map<String, Sealed> secrets,
        @JsonProperty(value = "is_active", defaultValue = "true") boolean active,
        @JsonUnwrapped Stamps stamps) {
    public static final String COLLECTION = "veaiops__datasource_collector";

    public Connect {
        fields = Map.copyOf(fields);
        secrets = Map.copyOf(secrets);
    }

    /** Where a secret of a connect lives. */
    public static SecretBox.Place place(String id, String field) {
        return new SecretBox.Place(COLLECTION, id, field);
    }
}

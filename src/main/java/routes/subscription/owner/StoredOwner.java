package routes.subscription.owner;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;
import routes.subscription.Stamps;

/**
 * A project, product or customer as it is stored.
 *
 * @param businessId in the field that its kind names: {@link OwnerKind#named}
 */
@JsonNaming(SnakeCaseStrategy.class)
public record StoredOwner(
        @JsonProperty("_id") String id,
        @JsonProperty(value = OwnerKind.BUSINESS_ID, defaultValue = "?") String businessId,
        @JsonProperty(defaultValue = "?") String name,
        @Nullable String desensitizedName,
        @JsonProperty(value = "is_active", defaultValue = "true") boolean active,
        @JsonUnwrapped Stamps stamps) {
    public StoredOwner {
        name = name.isBlank() ? "?" : name;
    }

    public static StoredOwner of(Owner owner, String id, Stamps stamps) {
        return new StoredOwner(id, owner.id(), owner.name(), owner.desensitizedName(), true, stamps);
    }
}

package routes.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which folder of files a thing of the configuration comes from. One for each kind and name.
 *
 * @param kind such as {@code subscriptions}
 * @param name what people call it
 * @param owner the folder, by the name that it was given
 * @param applied hash of what the hub showed after it was applied; what differs from it was changed by somebody else
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ConfigMark(
        @JsonProperty("_id") String id,
        String kind,
        String name,
        String owner,
        String applied,
        @Nullable String createdUser,
        Instant createdAt,
        @Nullable String updatedUser,
        Instant updatedAt) {}

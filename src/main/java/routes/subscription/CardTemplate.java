package routes.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/** The card that a channel uses for an agent type. */
@JsonNaming(SnakeCaseStrategy.class)
public record CardTemplate(
        @JsonProperty("_id") String id,
        String agentType,
        String channel,
        String templateId,
        @JsonProperty(value = "is_active", defaultValue = "true") boolean active,
        @JsonUnwrapped Stamps stamps) {}

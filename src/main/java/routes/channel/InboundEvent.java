package routes.channel;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of a platform in the form that every platform's are brought to: the value on {@code veaiops.inbound}. The
 * header is ours, the event is the platform's own words.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InboundEvent(Header header, JsonNode event) {
    /**
     * @param eventId the platform's id of the event, the same for every delivery of it
     * @param eventType one of {@link EventTypes}: the router goes by it
     * @param platformType the platform's word for it
     * @param channel type of the channel
     * @param appId the bot's id on the platform
     * @param chatId null when it belongs to no chat
     * @param createTime when it happened, by the platform's clock
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Header(
            String eventId,
            String eventType,
            String platformType,
            String channel,
            String appId,
            @Nullable String chatId,
            Instant createTime) {}

    /** Events of one chat keep their order. */
    public String orderKey() {
        return header.channel() + " " + (header.chatId() == null ? header.appId() : header.chatId());
    }
}

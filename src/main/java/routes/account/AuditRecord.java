package routes.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did, or was not let do; as it is answered and as it stands on {@code veaiops.audit}
 * ({@code schemas/audit.schema.json}).
 *
 * @param actor who, as it stands in {@code created_user}; of a failed login the name that was tried
 * @param address of the connection
 * @param operation of the contract
 * @param path that was called
 * @param error why it was refused or failed; null when it was done
 * @param before what the operation's own GET answered, without secrets; null when there is none
 * @param after the same after the change
 */
@JsonNaming(SnakeCaseStrategy.class)
public record AuditRecord(
        @JsonProperty("_id") String id,
        Instant at,
        Kind kind,
        String actor,
        String address,
        String requestId,
        String operation,
        String path,
        Outcome outcome,
        @Nullable String error,
        @Nullable JsonNode before,
        @Nullable JsonNode after) {

    /** What it is about. */
    public enum Kind {
        CHANGE,
        LOGIN_FAILED,
        SCOPE_REFUSED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How it ended. */
    public enum Outcome {
        /** It has begun and not ended; after a crash it stays so, and what was done of it is not known. */
        BEGUN,
        DONE,
        REFUSED,
        FAILED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same, ended. */
    public AuditRecord ended(Outcome how, @Nullable String why, @Nullable JsonNode now) {
        return new AuditRecord(id, at, kind, actor, address, requestId, operation, path, how, why, before, now);
    }
}

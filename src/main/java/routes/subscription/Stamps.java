package routes.subscription;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.common.security.ActingUser;

/** Who wrote a document, and when. Documents of VeAIOps may lack any of it. */
@JsonNaming(SnakeCaseStrategy.class)
public record Stamps(
        @Nullable String createdUser,
        @Nullable Instant createdAt,
        @Nullable String updatedUser,
        @Nullable Instant updatedAt) {
    /** The fields that name people. */
    public static final List<String> USERS = List.of("created_user", "updated_user");

    /** By whoever acts now. */
    public static Stamps created(Instant now) {
        return new Stamps(ActingUser.name(), now, ActingUser.name(), now);
    }

    /** By whoever acts now; what the hub does by itself leaves the name of the last person. */
    public Stamps updated(Instant now) {
        String user = ActingUser.name();
        return new Stamps(createdUser, createdAt, user == null ? updatedUser : user, now);
    }
}

package routes.subscription;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who wrote a document, and when. Documents of VeAIOps may lack any of it. */
public record Stamps(
        @Nullable String createdUser,
        @Nullable Instant createdAt,
        @Nullable String updatedUser,
        @Nullable Instant updatedAt) {

    public static Stamps created(Instant now) {
        return new Stamps(null, now, null, now);
    }

    public Stamps updated(Instant now) {
        return new Stamps(createdUser, createdAt, updatedUser, now);
    }
}

package routes.subscription.silence;

import java.time.Instant;
import java.util.List;

/** Where the silences in force come from. All methods throw when the store is away. */
public interface SilenceSource {
    /** A number that moves after every change of a silence. */
    long version();

    /** Those that end after {@code now}. */
    List<Silence> unexpired(Instant now);
}

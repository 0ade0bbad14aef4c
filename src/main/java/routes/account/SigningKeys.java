package routes.account;

import java.time.Instant;
import java.util.List;
import routes.common.security.SigningKey;

/** The keys that this hub made for itself, sealed in the store and shared by all copies. */
public interface SigningKeys {
    /** Those that open. */
    List<SigningKey> all();

    /** Keeps it, unless another copy has kept one of this id that opens. */
    void add(SigningKey key);

    void deleteBefore(Instant instant);
}

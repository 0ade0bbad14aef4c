package routes.datasource.@package@;

import java.time.Duration;
import routes.datasource.Quota;

/**
 * How much @Name@ takes.
 *
 * @param quota calls of one account
 * @param slot the longest range that one call may ask for
 */
public record @Name@Config(Quota quota, Duration slot) {
    public @Name@Config {
        if (slot.isNegative() || slot.isZero()) {
            throw new IllegalArgumentException("a slot has a length: " + slot);
        }
    }
}

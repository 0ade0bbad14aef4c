package routes.subscription.owner;

import org.jspecify.annotations.Nullable;

/**
 * One project, product or customer.
 *
 * @param id the business id, unique within its kind
 * @param desensitizedName the name of a customer that may be shown to others
 */
public record Owner(String id, String name, @Nullable String desensitizedName) {
    /** How long ids and names may be, in characters. */
    public static final int LONGEST = 255;

    public Owner {
        if (id.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("an id and a name must not be blank");
        }
        if (id.length() > LONGEST || name.length() > LONGEST) {
            throw new IllegalArgumentException("an id and a name have at most " + LONGEST + " characters");
        }
    }
}

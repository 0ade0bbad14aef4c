package routes.subscription;

import java.util.Arrays;
import java.util.Locale;

/** Who receives events that name no project (or product, or customer). */
public enum UnlabelledPolicy {
    /** Everyone, also those who are interested in particular projects only: as VeAIOps does. */
    EVERYONE,
    /** Only those without an interest in that dimension. */
    UNRESTRICTED_ONLY;

    /** The policy that the property {@code veaiops.matching.unlabelled} names. */
    public static UnlabelledPolicy named(String text) {
        return Arrays.stream(values())
                .filter(policy -> policy.propertyValue().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "veaiops.matching.unlabelled is everyone or unrestricted-only, not " + text));
    }

    public String propertyValue() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

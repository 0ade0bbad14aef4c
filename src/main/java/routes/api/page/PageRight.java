package routes.api.page;

import java.util.Arrays;
import java.util.Locale;

/** Who may do something with a page. */
public enum PageRight {
    OFF,
    /** Anyone who has the link. */
    SIGNED,
    /** People who log in. */
    LOGIN;

    /** @throws IllegalArgumentException that names the setting and what can be written */
    public static PageRight read(String setting, String value) {
        return Arrays.stream(values())
                .filter(right -> right.wireName().equals(value.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        setting + "=" + value + " is not known; write signed, login or off"));
    }

    private String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

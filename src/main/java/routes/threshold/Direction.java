package routes.threshold;

import java.util.Locale;
import java.util.Optional;

/** On which side of the normal range an alarm is wanted. */
public enum Direction {
    UP,
    DOWN,
    BOTH;

    /** {@code up}, {@code down} or {@code both}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Direction> ofWireName(String name) {
        for (Direction direction : values()) {
            if (direction.wireName().equals(name)) {
                return Optional.of(direction);
            }
        }
        return Optional.empty();
    }

    public boolean wantsUpper() {
        return this != DOWN;
    }

    public boolean wantsLower() {
        return this != UP;
    }
}

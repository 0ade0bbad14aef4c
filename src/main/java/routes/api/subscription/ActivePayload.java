package routes.api.subscription;

import org.jspecify.annotations.Nullable;

/** Switches something on or off. */
record ActivePayload(@Nullable Boolean active) {
    ActivePayload {
        Require.present("active", active);
    }

    boolean on() {
        return Boolean.TRUE.equals(active);
    }
}

package routes.common.security;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf the current thread works: the caller of the API while an operation runs, nobody else. So every write says who made
 * it, whatever it passes through on the way to the store.
 */
public final class ActingUser {
    private static final ThreadLocal<@Nullable String> NAME = new ThreadLocal<>();

    private ActingUser() {}

    /** @param name as it stands in {@code created_user} */
    public static <T> T during(String name, Callable<T> work) throws Exception {
        NAME.set(name);
        try {
            return work.call();
        } finally {
            NAME.remove();
        }
    }

    /** Null for what the hub does by itself. */
    public static @Nullable String name() {
        return NAME.get();
    }
}

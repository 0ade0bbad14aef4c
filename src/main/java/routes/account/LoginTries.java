package routes.account;

import java.time.Duration;
import java.time.Instant;

/** How often a login was tried, counted in the store for all copies together. */
public interface LoginTries {
    /** @param most tries within a window */
    record Limit(int most, Duration window) {
        public Limit {
            if (most < 1 || window.toSeconds() < 1) {
                throw new IllegalArgumentException(
                        "veaiops.accounts.login-tries and login-window-seconds must be 1 or more");
            }
        }

        /** The number of the window. */
        public long window(Instant now) {
            return now.getEpochSecond() / window.toSeconds();
        }

        /** Until the next one. */
        public long secondsLeft(Instant now) {
            return window.toSeconds() - now.getEpochSecond() % window.toSeconds();
        }
    }

    /** Counts one more. @return whether it is within the limit */
    boolean take(String who, Limit limit, Instant now);

    /** Begins to count anew. */
    void forget(String who, Limit limit, Instant now);
}

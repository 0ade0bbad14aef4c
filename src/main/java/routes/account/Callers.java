package routes.account;

import java.util.Optional;

/** Who holds a bearer token. */
@FunctionalInterface
public interface Callers {
    /**
     * Answers from memory: it is asked before a request is read.
     *
     * @throws routes.common.error.RefusedRequest when that cannot be said at the moment
     */
    Optional<Caller> of(String bearer);
}

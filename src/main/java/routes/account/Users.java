package routes.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.common.repository.Listed;
import routes.common.security.Sealed;

/** The users of this hub, in the store. Every change reaches every copy. */
public interface Users {
    /** Who changes something, and when. */
    record By(String user, Instant at) {}

    String newId();

    /** @return false when the name or the address is taken, and nothing was written */
    boolean insert(User user);

    List<User> all();

    Optional<User> find(String id);

    Optional<User> named(String username);

    /** @param part of the name, in any case; empty for all */
    Listed<User> list(String part, int skip, int limit);

    long count();

    long activeSupervisors();

    /** What is null stays. Who is switched off has no valid token any more. @return what it was; empty when there is none */
    Optional<User> setRights(String id, @Nullable Boolean supervisor, @Nullable Boolean active, By by);

    /** Ends every session of the user. */
    void setPassword(String id, Sealed password, By by);

    /** The same password in another form, if it is still stored in the form that was read. */
    void replacePassword(User read, Sealed same);

    void delete(String id);
}

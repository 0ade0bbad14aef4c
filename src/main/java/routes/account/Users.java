package routes.account;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.common.repository.Repository;
import routes.common.security.Sealed;

/** The users of this hub, in the store. Every change reaches every copy. */
public interface Users extends Repository<User> {
    /** Who changes something, and when. */
    record By(String user, Instant at) {}

    Optional<User> named(String username);

    long count();

    long activeSupervisors();

    /** What is null stays. Who is switched off has no valid token any more. @return what it was; empty when there is none */
    Optional<User> setRights(String id, @Nullable Boolean supervisor, @Nullable Boolean active, By by);

    /** Ends every session of the user. */
    void setPassword(String id, Sealed password, By by);

    /** The same password in another form, if it is still stored in the form that was read. */
    void replacePassword(User read, Sealed same);
}

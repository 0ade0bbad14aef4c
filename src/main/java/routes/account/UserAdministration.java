package routes.account;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Repository.Outcome;
import routes.common.security.Passwords;
import routes.common.security.Passwords.Match;
import routes.common.security.Secret;
import routes.common.security.UnreadableSecret;
import routes.subscription.Stamps;

/**
 * Adds, changes and removes users. There always is a supervisor who can log in.
 *
 * <p>Failure policy: a right is taken first, then the remaining supervisors are counted, and it is given back when there is none:
 * of two copies that take the last two at the same time, none or one succeeds. A crash in between can leave a hub without a
 * supervisor; the admin token of the settings still opens it.
 */
public final class UserAdministration {
    private final Users users;
    private final Passwords passwords;
    private final AccountRegistry registry;

    /** A user to be. */
    public record Draft(String username, String email, Secret password, boolean supervisor) {}

    public UserAdministration(Users users, Passwords passwords, AccountRegistry registry) {
        this.users = users;
        this.passwords = passwords;
        this.registry = registry;
    }

    /** @throws RefusedRequest conflict, or a password that cannot be one */
    public User add(Draft draft, Users.By by) {
        return add(users.newId(), draft, by);
    }

    User add(String id, Draft draft, Users.By by) {
        requireUsable("password", draft.password());
        User user = new User(
                id,
                draft.username(),
                draft.email(),
                passwords.hash(draft.password()),
                draft.supervisor(),
                true,
                0,
                new Stamps(by.user(), by.at(), by.user(), by.at()));
        if (users.insert(user) == Outcome.TAKEN) {
            throw RefusedRequest.of(ErrorCode.CONFLICT, "there is a user of this name or with this address already");
        }
        registry.refresh();
        return user;
    }

    /** What is null stays. */
    public void setRights(User user, @Nullable Boolean supervisor, @Nullable Boolean active, Users.By by) {
        boolean falls = user.supervisor()
                && user.active()
                && (Boolean.FALSE.equals(supervisor) || Boolean.FALSE.equals(active));
        Optional<User> before = users.setRights(user.id(), supervisor, active, by);
        if (falls) {
            requireSupervisor(before, by.at());
        }
        registry.refresh();
    }

    /** Nobody removes himself, as in VeAIOps. */
    public void remove(User user, Users.By by) {
        if (user.username().equals(by.user())) {
            throw RefusedRequest.of(ErrorCode.FORBIDDEN, "you cannot delete yourself");
        }
        if (user.supervisor() && user.active()) {
            requireSupervisor(users.setRights(user.id(), false, null, by), by.at());
        }
        users.delete(user.id());
        registry.refresh();
    }

    private void requireSupervisor(Optional<User> before, Instant now) {
        if (before.isPresent() && users.activeSupervisors() == 0) {
            User user = before.get();
            String updater = Optional.ofNullable(user.stamps().updatedUser()).orElse(user.username());
            users.setRights(user.id(), user.supervisor(), user.active(), new Users.By(updater, now));
            registry.refresh();
            throw RefusedRequest.of(ErrorCode.CONFLICT, "this is the last supervisor: make another one first");
        }
    }

    /** @throws RefusedRequest forbidden, when the old one is wrong */
    public void changePassword(User user, Secret old, Secret fresh, Users.By by) {
        if (!fits(user, old)) {
            throw RefusedRequest.of(ErrorCode.FORBIDDEN, "the old password is wrong");
        }
        resetPassword(user, fresh, by);
    }

    /** Ends every session of the user. */
    public void resetPassword(User user, Secret fresh, Users.By by) {
        requireUsable("new_password", fresh);
        users.setPassword(user.id(), passwords.hash(fresh), by);
        registry.refresh();
    }

    private boolean fits(User user, Secret password) {
        try {
            return passwords.compare(password, user.password().stored(), user.placeOfPassword()) != Match.NO;
        } catch (UnreadableSecret e) {
            throw RefusedRequest.of(ErrorCode.CONFLICT, e.getMessage());
        }
    }

    private static void requireUsable(String field, Secret password) {
        Passwords.objection(password).ifPresent(reason -> {
            throw RefusedRequest.invalid(field, reason);
        });
    }
}

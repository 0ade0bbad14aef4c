package routes.account;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.security.Passwords;
import routes.common.security.Passwords.Match;
import routes.common.security.Secret;
import routes.common.security.UnreadableSecret;

/**
 * Gives tokens for passwords. Tries are limited for a name and for an address, over all copies: counted before the password is
 * looked at, so that tries at the same time count too. A wrong name, a wrong password and a user who is switched off are
 * answered alike and take the same time.
 */
public final class Login {
    private static final Logger LOG = LoggerFactory.getLogger(Login.class);

    private final Users users;
    private final AccountRegistry registry;
    private final Passwords passwords;
    private final LoginTries tries;
    private final LoginTries.Limit ofUser;
    private final LoginTries.Limit ofAddress;
    private final Clock clock;

    /** Who logged in, and the token. */
    public record Granted(String username, String token) {}

    /**
     * @param ofUser tries with one name
     * @param ofAddress tries from one address
     */
    public Login(
            Users users,
            AccountRegistry registry,
            Passwords passwords,
            LoginTries tries,
            LoginTries.Limit ofUser,
            LoginTries.Limit ofAddress,
            Clock clock) {
        this.users = users;
        this.registry = registry;
        this.passwords = passwords;
        this.tries = tries;
        this.ofUser = ofUser;
        this.ofAddress = ofAddress;
        this.clock = clock;
    }

    /** @throws RefusedRequest unauthenticated, or too many tries */
    public Granted byPassword(String username, Secret password, String address) {
        Instant now = clock.instant();
        String name = "user:" + username;
        take("address:" + address, ofAddress, now);
        take(name, ofUser, now);
        Optional<User> found = users.named(username);
        if (found.isEmpty()) {
            passwords.absent();
        }
        User user =
                found.filter(one -> fits(one, password)).filter(User::active).orElseThrow(Login::refused);
        tries.forget(name, ofUser, now);
        registry.refresh();
        return new Granted(user.username(), registry.issue(user));
    }

    /** A new token for a valid one. */
    public Granted byToken(String token) {
        User user = registry.user(token)
                .orElseThrow(() -> RefusedRequest.of(
                        ErrorCode.UNAUTHENTICATED, "the token is not valid, or is not that of a login: log in again"));
        return new Granted(user.username(), registry.issue(user));
    }

    private void take(String who, LoginTries.Limit limit, Instant now) {
        if (!tries.take(who, limit, now)) {
            throw RefusedRequest.tooMany("too many logins were tried", limit.secondsLeft(now));
        }
    }

    private boolean fits(User user, Secret password) {
        try {
            Match match = passwords.compare(password, user.password().stored(), user.placeOfPassword());
            if (match == Match.OUTDATED) {
                users.replacePassword(user, passwords.hash(password));
            }
            return match != Match.NO;
        } catch (UnreadableSecret e) {
            LOG.warn("a user cannot log in: {}", e.getMessage());
            return false;
        }
    }

    private static RefusedRequest refused() {
        return RefusedRequest.of(ErrorCode.UNAUTHENTICATED, "the user name or the password is wrong");
    }
}

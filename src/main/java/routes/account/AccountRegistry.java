package routes.account;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Query;
import routes.common.repository.Repository;
import routes.common.security.RandomToken;
import routes.common.security.SigningKey;
import routes.event.StoreCopy;

/**
 * Users, machine tokens and signing keys in memory, so that a caller is known without a look into the store. They follow the
 * store: at once in the copy that writes, within the polling period in the others.
 *
 * <p>Failure policy: while the store is away the last state stays in force, so a revocation takes effect when the store is back.
 * Before the first load callers with such tokens are asked to come again; the admin token of the settings works.
 */
public final class AccountRegistry implements Callers {
    private final StoreCopy<Accounts> accounts;
    private final Sessions sessions;
    private final Clock clock;

    /**
     * Where they are read from.
     *
     * @param version moves after every change of any of them
     */
    public record Stores(LongSupplier version, Users users, Repository<MachineToken> tokens, KeyRing keys) {}

    /** @param tokens by id */
    private record Accounts(Map<String, User> users, Map<String, MachineToken> tokens, List<SigningKey> keys) {}

    /**
     * @param lifetime of the token of a login
     * @param fullReload after this time everything is read again, whatever the version says
     */
    public AccountRegistry(Stores stores, Duration lifetime, Duration fullReload, Clock clock) {
        this.accounts = new StoreCopy<>("accounts", stores.version(), now -> read(stores, now), fullReload, clock);
        this.sessions = new Sessions(lifetime);
        this.clock = clock;
    }

    private static Accounts read(Stores stores, Instant now) {
        List<SigningKey> keys = stores.keys().keys(now);
        return new Accounts(
                stores.users().all(Query.ALL).stream()
                        .collect(Collectors.toMap(User::username, Function.identity(), (first, same) -> first)),
                stores.tokens().all(Query.ALL).stream()
                        .collect(Collectors.toMap(MachineToken::id, Function.identity())),
                keys);
    }

    /** Reads the store when it changed or when the full reload is due. Never throws. */
    public void refresh() {
        accounts.refresh();
    }

    /** The token of a login, or a machine token. */
    @Override
    public Optional<Caller> of(String bearer) {
        Optional<Caller> machine =
                RandomToken.id(bearer).flatMap(id -> machine(id, bearer)).map(MachineToken::caller);
        return machine.or(() -> signed(bearer).flatMap(this::user).map(User::caller));
    }

    /** Whether a presented token is a machine token that may post for the source. */
    public boolean ingests(String presented, String source) {
        Optional<MachineToken> token = RandomToken.id(presented).flatMap(id -> machine(id, presented));
        if (token.isPresent() && !token.get().ingests(source)) {
            throw RefusedRequest.missing(
                    MachineToken.grantOf(source), token.get().caller().signature());
        }
        return token.isPresent();
    }

    /** Whether any machine token may post for the source. */
    public boolean hasSenders(String source) {
        return accounts.current().stream()
                .flatMap(all -> all.tokens().values().stream())
                .anyMatch(token -> token.ingests(source));
    }

    /** A token for a user who has proven the password. */
    String issue(User user) {
        Instant now = clock.instant();
        return sessions.issue(user, KeyRing.signing(current().keys(), now), now);
    }

    /** The user whose token of a login this is, if it is still valid. */
    Optional<User> user(String token) {
        return signed(token).flatMap(this::user);
    }

    private Optional<User> user(SignedJWT token) {
        Accounts all = current();
        return sessions.read(token, all.keys(), clock.instant())
                .flatMap(session -> Optional.ofNullable(all.users().get(session.username()))
                        .filter(user -> user.active() && user.session() == session.number()));
    }

    private Optional<MachineToken> machine(String id, String presented) {
        return Optional.ofNullable(current().tokens().get(id))
                .filter(token -> RandomToken.fits(presented, token.hash()) && token.valid(clock.instant()));
    }

    private static Optional<SignedJWT> signed(String bearer) {
        try {
            return Optional.of(SignedJWT.parse(bearer));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private Accounts current() {
        return accounts.current()
                .orElseThrow(() -> RefusedRequest.of(ErrorCode.UNAVAILABLE, "accounts are not loaded yet"));
    }
}

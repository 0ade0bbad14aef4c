package routes.account;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.security.Secret;

/** Makes the first supervisor of a hub that has no user, as the settings say. */
public final class FirstAccount {
    /** The same in every copy, so that two that start at once make one account. */
    private static final String ID = "66697273742d757365720000";

    private static final Logger LOG = LoggerFactory.getLogger(FirstAccount.class);

    private final Users users;
    private final UserAdministration administration;
    private final Settings settings;
    private final Clock clock;
    private boolean done;

    /** @param password blank for no first account */
    public record Settings(String username, String email, Secret password, boolean given) {}

    public FirstAccount(Users users, UserAdministration administration, Settings settings, Clock clock) {
        this.users = users;
        this.administration = administration;
        this.settings = settings;
        this.clock = clock;
    }

    /** Called until the store has answered. */
    public synchronized void ensure() {
        if (done) {
            return;
        }
        if (settings.given() && users.count() == 0) {
            add();
        }
        done = true;
    }

    private void add() {
        try {
            administration.add(
                    ID,
                    new UserAdministration.Draft(settings.username(), settings.email(), settings.password(), true),
                    new Users.By(Caller.ADMIN_TOKEN.signature(), clock.instant().truncatedTo(ChronoUnit.MILLIS)));
            LOG.info("the first account {} was made, as veaiops.accounts.first-* say", settings.username());
        } catch (RefusedRequest e) {
            if (e.code() == ErrorCode.CONFLICT) {
                LOG.debug("another copy has made the first account");
                return;
            }
            LOG.warn("the first account {} was not made: {}", settings.username(), e.getMessage());
        }
    }
}

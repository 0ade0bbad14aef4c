package routes.account;

import java.util.Locale;
import java.util.Set;

/** The two roles that people can have; they are VeAIOps'. */
public enum Role {
    USER(Set.of(Scope.OWN_ACCOUNT, Scope.READ, Scope.OPERATE, Scope.CONFIGURE)),
    SUPERVISOR(Set.of(Scope.OWN_ACCOUNT, Scope.READ, Scope.OPERATE, Scope.CONFIGURE, Scope.ADMINISTER));

    private final Set<Scope> scopes;

    Role(Set<Scope> scopes) {
        this.scopes = scopes;
    }

    public static Role of(boolean supervisor) {
        return supervisor ? SUPERVISOR : USER;
    }

    public Set<Scope> scopes() {
        return scopes;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

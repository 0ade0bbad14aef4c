package routes.account;

import java.util.Locale;
import java.util.Set;

/**
 * Who sends a request, once it is proven.
 *
 * @param name unique within its kind
 * @param scopes what it may do
 */
public record Caller(Kind kind, String name, Set<Scope> scopes) {
    /** The holder of a token of {@code veaiops.admin.token}. */
    public static final Caller ADMIN_TOKEN = new Caller(
            Kind.SETTINGS, "admin-token", Set.of(Scope.READ, Scope.OPERATE, Scope.CONFIGURE, Scope.ADMINISTER));

    /** How a caller is known. */
    public enum Kind {
        /** A user of this hub, by a token that login gave. */
        PERSON,
        /** A person of an OpenID issuer. */
        OPENID,
        /** A machine token. */
        TOKEN,
        /** A token of the settings. */
        SETTINGS,
        /** A monitoring system. */
        SOURCE;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public static Caller source(String name) {
        return new Caller(Kind.SOURCE, name, Set.of(Scope.INGEST));
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    /** As it stands in {@code created_user} and the like: only a user of this hub has a name without a colon. */
    public String signature() {
        return switch (kind) {
            case PERSON, SETTINGS -> name;
            case OPENID, TOKEN, SOURCE -> kind.wireName() + ':' + name;
        };
    }
}

package routes.account;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tokens of which issuer are accepted.
 *
 * @param issuer as its tokens name it
 * @param audience that a token must be for
 * @param nameClaim that names the person; {@code sub} where a token lacks it
 * @param roleClaim that names the roles; a dot leads into it, such as {@code realm_access.roles}
 * @param supervisors values of that claim that make a supervisor
 * @param users values of that claim that make a user
 * @param refreshEvery how often the keys are fetched
 * @param keysMaxAge how long fetched keys are trusted
 */
public record OpenIdSettings(
        String issuer,
        String audience,
        String nameClaim,
        String roleClaim,
        Set<String> supervisors,
        Set<String> users,
        Duration refreshEvery,
        Duration keysMaxAge) {

    public OpenIdSettings {
        if (!"https".equals(URI.create(issuer).getScheme())
                && !"http".equals(URI.create(issuer).getScheme())) {
            throw new IllegalArgumentException(
                    "veaiops.openid.issuer must be an address, such as https://login.example");
        }
        if (audience.isBlank() || roleClaim.isBlank() || supervisors.isEmpty() && users.isEmpty()) {
            throw new IllegalArgumentException("veaiops.openid.audience, veaiops.openid.role-claim, and one of"
                    + " veaiops.openid.supervisors and veaiops.openid.users are needed with veaiops.openid.enabled");
        }
        supervisors = Set.copyOf(supervisors);
        users = Set.copyOf(users);
    }

    /** The greater of the roles that the claims of a token name. */
    Optional<Role> role(Map<String, Object> claims) {
        Set<String> named = values(claims);
        if (supervisors.stream().anyMatch(named::contains)) {
            return Optional.of(Role.SUPERVISOR);
        }
        return users.stream().anyMatch(named::contains) ? Optional.of(Role.USER) : Optional.empty();
    }

    /** Of a list, or of a text with blanks between them. */
    private Set<String> values(Map<String, Object> claims) {
        Object value = claims.containsKey(roleClaim) ? claims.get(roleClaim) : inside(claims);
        if (value instanceof Collection<?> list) {
            return Set.copyOf(list.stream().map(String::valueOf).toList());
        }
        return value instanceof String text ? Set.copyOf(Arrays.asList(text.split("\\s+"))) : Set.of();
    }

    private @Nullable Object inside(Map<String, Object> claims) {
        Object value = claims;
        for (String step : roleClaim.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value;
    }
}

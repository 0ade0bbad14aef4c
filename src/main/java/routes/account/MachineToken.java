package routes.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.common.error.RefusedRequest;
import routes.common.security.Sealed;
import routes.subscription.Stamps;

/**
 * A token for a program.
 *
 * @param name unique among those that are not revoked
 * @param grants {@code read}, {@code operate}, {@code configure}, {@code ingest:<source>}
 * @param hash of the token; the token itself is known to its holder alone
 * @param expiresAt null for never
 */
@JsonNaming(SnakeCaseStrategy.class)
public record MachineToken(
        @JsonProperty("_id") String id,
        String name,
        @JsonProperty("scopes") Set<String> grants,
        Sealed hash,
        @Nullable Instant expiresAt,
        @JsonUnwrapped Stamps stamps) {
    private static final String INGEST = Scope.INGEST.wireName() + ':';
    private static final Pattern SOURCE = Pattern.compile(INGEST + "[a-z0-9][a-z0-9-]{0,63}");
    private static final Set<Scope> GRANTABLE = Set.of(Scope.READ, Scope.OPERATE, Scope.CONFIGURE);

    public MachineToken {
        grants = Collections.unmodifiableSet(new TreeSet<>(grants));
    }

    /** @throws RefusedRequest naming a grant that no token can have */
    public static void requireGrantable(Set<String> grants) {
        grants.stream()
                .filter(grant -> !isGrantable(grant))
                .sorted()
                .findFirst()
                .ifPresent(grant -> {
                    throw RefusedRequest.invalid(
                            "scopes", "a token can have the scopes read, operate, configure and ingest:<source>");
                });
    }

    private static boolean isGrantable(String grant) {
        return SOURCE.matcher(grant).matches()
                || GRANTABLE.stream().anyMatch(scope -> scope.wireName().equals(grant));
    }

    boolean valid(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    boolean ingests(String source) {
        return grants.contains(INGEST + source);
    }

    Caller caller() {
        return new Caller(
                Caller.Kind.TOKEN,
                name,
                Arrays.stream(Scope.values())
                        .filter(scope -> GRANTABLE.contains(scope) && grants.contains(scope.wireName()))
                        .collect(Collectors.toSet()));
    }

    static String grantOf(String source) {
        return INGEST + source;
    }
}

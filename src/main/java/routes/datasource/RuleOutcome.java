package routes.datasource;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What became of one change.
 *
 * @param remoteId the platform's id of the rule; empty when it failed
 * @param failure null when it was done
 */
public record RuleOutcome(String remoteId, @Nullable PlatformFailure failure) {
    public static RuleOutcome done(String remoteId) {
        return new RuleOutcome(remoteId, null);
    }

    public static RuleOutcome failed(PlatformFailure failure) {
        return new RuleOutcome("", failure);
    }

    /** @param change gives the platform's id of the rule */
    public static RuleOutcome of(Supplier<String> change) {
        try {
            return done(change.get());
        } catch (PlatformFailure failure) {
            return failed(failure);
        }
    }

    /** @return the platform's id of the rule */
    public String orThrow() {
        if (failure != null) {
            throw failure;
        }
        return remoteId;
    }
}

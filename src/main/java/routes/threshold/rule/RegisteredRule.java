package routes.threshold.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;

/**
 * What we wrote last, for one rule.
 *
 * @param ruleId of {@link DesiredRule}
 * @param hash of the content as it was written
 * @param content the same without secrets, to show what changed
 * @param series unique keys of the series that it watches
 * @param offAfter hash of a write that switches the rule on although it is to be off; null when nothing is owed
 * @param place id of the {@link routes.datasource.RulePlace} where it was written; null when places were not noted yet
 * @param hours of {@link DesiredRule}; null also when they were not kept yet
 */
public record RegisteredRule(
        String dataSourceId,
        String ruleId,
        String remoteId,
        String name,
        String hash,
        JsonNode content,
        Set<String> series,
        Instant writtenAt,
        @Nullable String offAfter,
        @Nullable String place,
        DesiredRule.@Nullable Hours hours) {
    public RegisteredRule {
        series = Set.copyOf(series);
    }

    /** Whether this is what the platform has, as it is there. */
    boolean isOf(ExistingRule there) {
        return remoteId.equals(there.remoteId()) && hash.equals(there.hash());
    }

    /** Whether our write switched it on, and it is still to be switched off again. Who changed it since wants it on. */
    boolean owesOff(ExistingRule there) {
        return there.enabled() && there.hash().equals(offAfter);
    }

    RegisteredRule owing(@Nullable String writeHash) {
        return new RegisteredRule(
                dataSourceId, ruleId, remoteId, name, hash, content, series, writtenAt, writeHash, place, hours);
    }

    RegisteredRule at(String placeId) {
        return new RegisteredRule(
                dataSourceId, ruleId, remoteId, name, hash, content, series, writtenAt, offAfter, placeId, hours);
    }
}

package routes.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Set;
import routes.datasource.ExistingRule;

/**
 * What we wrote last, for one rule.
 *
 * @param ruleId of {@link routes.datasource.DesiredRule}
 * @param hash of the content as it was written
 * @param content the same without secrets, to show what changed
 * @param series unique keys of the series that it watches
 */
public record RegisteredRule(
        String dataSourceId,
        String ruleId,
        String remoteId,
        String name,
        String hash,
        JsonNode content,
        Set<String> series,
        Instant writtenAt) {
    public RegisteredRule {
        series = Set.copyOf(series);
    }

    /** Whether this is what the platform has, as it is there. */
    boolean isOf(ExistingRule there) {
        return remoteId.equals(there.remoteId()) && hash.equals(there.hash());
    }
}

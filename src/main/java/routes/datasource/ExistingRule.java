package routes.datasource;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A rule at the platform that carries our marker.
 *
 * @param remoteId the platform's id
 * @param ruleId {@link DesiredRule#id()}, from the marker
 * @param enabled false when it was switched off
 * @param content in the form of {@link DesiredRule#content()}
 */
public record ExistingRule(String remoteId, String ruleId, String name, boolean enabled, JsonNode content) {
    /** The same, switched off. */
    public ExistingRule off() {
        return new ExistingRule(remoteId, ruleId, name, false, content);
    }

    public String hash() {
        return Fingerprints.hash(content);
    }
}

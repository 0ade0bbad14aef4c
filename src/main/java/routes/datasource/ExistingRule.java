package routes.datasource;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A rule at the platform that carries the id of one of ours.
 *
 * @param remoteId the platform's id
 * @param ruleId {@link DesiredRule#id()}, from the marker
 * @param enabled false when it was switched off
 * @param content in the form of {@link DesiredRule#content()}
 * @param ours false when it lost the rest of our marker: a person took it over, and it is left alone
 */
public record ExistingRule(
        String remoteId, String ruleId, String name, boolean enabled, JsonNode content, boolean ours) {
    /** One with our whole marker. */
    public ExistingRule(String remoteId, String ruleId, String name, boolean enabled, JsonNode content) {
        this(remoteId, ruleId, name, enabled, content, true);
    }

    /** The same, switched off. */
    public ExistingRule off() {
        return new ExistingRule(remoteId, ruleId, name, false, content, ours);
    }

    public String hash() {
        return Fingerprints.hash(content);
    }
}

package routes.datasource;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A rule at the platform that carries the id of one of ours.
 *
 * @param remoteId the platform's id
 * @param ruleId {@link DesiredRule#id()}, from the marker
 * @param enabled false when it was switched off
 * @param content in the form of {@link DesiredRule#content()}
 * @param owner by the marker at the platform
 */
public record ExistingRule(
        String remoteId, String ruleId, String name, boolean enabled, JsonNode content, Ownership.Owner owner) {
    /** One with our whole marker. */
    public ExistingRule(String remoteId, String ruleId, String name, boolean enabled, JsonNode content) {
        this(remoteId, ruleId, name, enabled, content, Ownership.Owner.OURS);
    }

    /** The same, switched off. */
    public ExistingRule off() {
        return new ExistingRule(remoteId, ruleId, name, false, content, owner);
    }

    /** The same, left alone. */
    public ExistingRule ofOthers() {
        return new ExistingRule(remoteId, ruleId, name, enabled, content, Ownership.Owner.OTHERS);
    }

    /** False when it lost the rest of our marker, or carries that of another deployment: it is left alone. */
    public boolean ours() {
        return owner == Ownership.Owner.OURS || owner == Ownership.Owner.UNSIGNED;
    }

    /**
     * Whether the platform has it so that a change may be made.
     *
     * @param seen what was planned with: one that is not ours is changed only to take it over, and only as it was seen
     */
    public boolean mayBeChangedAs(ExistingRule seen) {
        return ours() || !seen.ours() && hash().equals(seen.hash());
    }

    /** Whether its marker names no deployment, as those of earlier versions do. */
    public boolean isUnsigned() {
        return owner == Ownership.Owner.UNSIGNED;
    }

    public String hash() {
        return Fingerprints.hash(content);
    }
}

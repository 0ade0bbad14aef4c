package routes.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import routes.common.security.Sealed;
import routes.common.security.SecretBox;
import routes.subscription.Stamps;

/**
 * A person with a password.
 *
 * @param password its hash, or what VeAIOps stored
 * @param session a number that stands in the tokens of logins: when it moves, those that were given before end
 */
public record User(
        @JsonProperty("_id") String id,
        String username,
        String email,
        Sealed password,
        @JsonProperty("is_supervisor") boolean supervisor,
        @JsonProperty(value = "is_active", defaultValue = "true") boolean active,
        long session,
        @JsonUnwrapped Stamps stamps) {
    public static final String COLLECTION = "veaiops__meta_user";

    Caller caller() {
        return new Caller(Caller.Kind.PERSON, username, Role.of(supervisor).scopes());
    }

    SecretBox.Place placeOfPassword() {
        return new SecretBox.Place(COLLECTION, id, "password");
    }
}

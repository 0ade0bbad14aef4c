package routes.common.security;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A secret as it is stored: encrypted, or in plain text when an older system wrote it. Its text in logs and JSON is
 * {@code ***}; only {@link SecretBox} opens it.
 */
public record Sealed(String stored) {
    @Override
    @JsonValue
    public String toString() {
        return "***";
    }
}

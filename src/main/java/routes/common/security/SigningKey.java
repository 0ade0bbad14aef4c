package routes.common.security;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * A key that signs the tokens of logins (HMAC-SHA256).
 *
 * @param id stands in each token, so that several keys can be valid at a time
 * @param since when it was made
 */
public record SigningKey(String id, byte[] bytes, Instant since) {
    private static final int BYTES = 32;

    /**
     * Those of a setting, the one that signs first.
     *
     * @param keys {@code id:base64(32 bytes)}, separated by commas
     * @param setting its name, for errors
     */
    public static List<SigningKey> listed(Secret keys, String setting) {
        return EncryptionKeys.read(keys, setting).entrySet().stream()
                .map(key -> new SigningKey(key.getKey(), key.getValue(), Instant.EPOCH))
                .toList();
    }

    public static SigningKey random(String id, Instant now) {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new SigningKey(id, bytes, now);
    }

    public Sealed sealed(SecretBox box, SecretBox.Place place) {
        return box.seal(Secret.of(Base64.getEncoder().encodeToString(bytes)), place);
    }

    /** @throws UnreadableSecret when the key that sealed it is gone */
    public static SigningKey opened(String id, Instant since, Secret opened) {
        return new SigningKey(id, Base64.getDecoder().decode(opened.reveal()), since);
    }

    @Override
    public String toString() {
        return "signing key " + id;
    }
}

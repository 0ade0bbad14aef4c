package routes.common.security;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import routes.common.json.Utf8;

/**
 * Reads the tokens in which VeAIOps stores its secrets (the Fernet specification, version 0x80: AES-128-CBC, signed with
 * HMAC-SHA256). A token says when it was made; stored secrets do not expire, so the time is not looked at. Nothing is written in
 * this form.
 */
final class FernetKey {
    private static final int HALF = 16;
    /** Version, time of eight bytes, initial vector, one block, signature. */
    private static final int SHORTEST = 1 + 8 + 16 + 16 + 32;

    private static final int TEXT_AT = 1 + 8 + 16;
    private static final int SIGNATURE = 32;
    /** Version 0x80 and the first bytes of a time before the year 2106. */
    private static final Pattern TOKEN = Pattern.compile("gAAAAA[A-Za-z0-9_-]{90,}={0,2}");

    private final byte[] signing;
    private final SecretKeySpec encryption;

    /**
     * @param key VeAIOps' {@code ENCRYPTION_KEY}: 32 bytes in the URL-safe form of base64
     * @throws IllegalArgumentException that does not show the key
     */
    FernetKey(Secret key) {
        byte[] bytes = decoded(key.reveal().strip())
                .filter(all -> all.length == 2 * HALF)
                .orElseThrow(() -> new IllegalArgumentException("it is not 32 bytes in URL-safe base64"));
        signing = Arrays.copyOf(bytes, HALF);
        encryption = new SecretKeySpec(bytes, HALF, HALF, "AES");
    }

    /** Whether a stored text is such a token; a secret that people or platforms make has another form. */
    static boolean isToken(String stored) {
        return TOKEN.matcher(stored).matches();
    }

    /** The secret; empty when the token was made with another key or was changed. */
    Optional<Secret> open(String token) {
        return decoded(token).filter(bytes -> bytes.length >= SHORTEST).flatMap(this::open);
    }

    private Optional<Secret> open(byte[] token) {
        int end = token.length - SIGNATURE;
        try {
            byte[] signature = HmacSha256.of(signing, Arrays.copyOf(token, end));
            if (!MessageDigest.isEqual(signature, Arrays.copyOfRange(token, end, token.length))) {
                return Optional.empty();
            }
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, encryption, new IvParameterSpec(token, TEXT_AT - HALF, HALF));
            byte[] plain = cipher.doFinal(token, TEXT_AT, end - TEXT_AT);
            return Utf8.text(plain).map(Secret::of);
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException expected) {
            return Optional.empty();
        }
    }
}

package routes.common.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Signs what a link says, so that the holder of the link needs no account and can make no other one (HMAC-SHA256, cut to 128
 * bits). The first encryption key signs, all of them are believed. The same text has the same signature.
 */
public final class LinkSigner {
    private static final int SIGNATURE = 16;

    private final List<byte[]> keys;

    private LinkSigner(List<byte[]> keys) {
        this.keys = keys;
    }

    /** @param keys the encryption keys of the installation */
    public static LinkSigner of(Secret keys) {
        return new LinkSigner(List.copyOf(EncryptionKeys.read(keys).values()));
    }

    /**
     * 22 characters that need no escape in a URL.
     *
     * @param purpose what the signature is good for, and nothing else
     */
    public String sign(String purpose, String text) {
        return signature(keys.get(0), purpose, text);
    }

    /** Whether one of the keys made the signature of this text for this purpose. */
    public boolean signed(String purpose, String text, String signature) {
        byte[] given = signature.getBytes(StandardCharsets.UTF_8);
        return keys.stream()
                .map(key -> signature(key, purpose, text).getBytes(StandardCharsets.UTF_8))
                .anyMatch(own -> MessageDigest.isEqual(own, given));
    }

    private static String signature(byte[] key, String purpose, String text) {
        byte[] purposeKey = HmacSha256.of(key, ("veaiops link " + purpose).getBytes(StandardCharsets.UTF_8));
        byte[] whole = HmacSha256.of(purposeKey, text.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, SIGNATURE));
    }
}

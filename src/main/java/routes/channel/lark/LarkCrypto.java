package routes.channel.lark;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import routes.common.security.HmacSha256;
import routes.common.security.Secret;

/** Lark's ciphers and signatures. */
final class LarkCrypto {
    private static final int BLOCK = 16;

    private LarkCrypto() {}

    /** The plain bytes of {@code encrypt}; empty when the key does not open it. */
    static Optional<byte[]> decrypt(Secret encryptKey, String encrypted) {
        try {
            byte[] bytes = Base64.getDecoder().decode(encrypted);
            if (bytes.length < 2 * BLOCK || bytes.length % BLOCK != 0) {
                return Optional.empty();
            }
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            byte[] key = digest("SHA-256", utf8(encryptKey.reveal()));
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new IvParameterSpec(Arrays.copyOf(bytes, BLOCK)));
            return Optional.of(cipher.doFinal(bytes, BLOCK, bytes.length - BLOCK));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Plain SHA-256 over timestamp, nonce, encrypt key and body, in hex. */
    static String signature(String timestamp, String nonce, Secret encryptKey, byte[] body) {
        return hex("SHA-256", timestamp, nonce, encryptKey, body);
    }

    /** The signature of the old callback for cards: SHA-1 with the verification token. */
    static String cardSignature(String timestamp, String nonce, Secret verificationToken, byte[] body) {
        return hex("SHA-1", timestamp, nonce, verificationToken, body);
    }

    /** The sign of a custom bot: an HMAC of nothing, with timestamp and secret as its key. */
    static String botSign(long timestamp, Secret secret) {
        return Base64.getEncoder().encodeToString(HmacSha256.of(utf8(timestamp + "\n" + secret.reveal())));
    }

    static boolean same(String one, String other) {
        return MessageDigest.isEqual(utf8(one), utf8(other));
    }

    private static String hex(String algorithm, String timestamp, String nonce, Secret key, byte[] body) {
        return HexFormat.of().formatHex(digest(algorithm, utf8(timestamp + nonce + key.reveal()), body));
    }

    private static byte[] digest(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

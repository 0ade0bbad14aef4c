package routes.common.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/**
 * The envelope of DingTalk's event subscription and of WeCom's callbacks: signed with SHA-1
 * over a shared token, sealed with AES-256-CBC, and addressed to one receiver inside the seal.
 */
public final class CallbackEnvelope {
    private static final int KEY_CHARACTERS = 43;
    private static final int RANDOM_BYTES = 16;
    private static final int LENGTH_BYTES = 4;
    /** PKCS#7 with twice the block of AES: the padding is 1 to 32 bytes. */
    private static final int PAD_BLOCK = 32;

    private final Secret token;
    private final SecretKeySpec key;
    private final IvParameterSpec iv;
    private final byte[] receiver;

    private CallbackEnvelope(Secret token, byte[] key, String receiver) {
        this.token = token;
        this.key = new SecretKeySpec(key, "AES");
        this.iv = new IvParameterSpec(key, 0, RANDOM_BYTES);
        this.receiver = receiver.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * @param aesKey 43 characters of base64, as the platform's console shows them
     * @param receiver addressee of the callbacks: app key, corp id or suite id
     * @throws IllegalArgumentException when the key is none; the message does not hold it
     */
    public static CallbackEnvelope of(Secret token, Secret aesKey, String receiver) {
        if (aesKey.reveal().length() != KEY_CHARACTERS) {
            throw new IllegalArgumentException("the AES key of callbacks has " + KEY_CHARACTERS + " characters");
        }
        try {
            return new CallbackEnvelope(token, Base64.getDecoder().decode(aesKey.reveal() + "="), receiver);
        } catch (IllegalArgumentException expected) {
            throw new IllegalArgumentException("the AES key of callbacks is base64 without its last =");
        }
    }

    /** Lower-case hex of SHA-1 over the four texts, sorted and joined. */
    public String signature(String timestamp, String nonce, String sealed) {
        String joined = String.join(
                "", Stream.of(token.reveal(), timestamp, nonce, sealed).sorted().toList());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(joined.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /** Whether the signature is the sender's; the comparison takes the same time whatever was presented. */
    public boolean signed(String signature, String timestamp, String nonce, String sealed) {
        return MessageDigest.isEqual(
                signature(timestamp, nonce, sealed).getBytes(StandardCharsets.UTF_8),
                signature.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What is sealed in it. Verify the signature first.
     *
     * @throws RefusedRequest {@link ErrorCode#MALFORMED_BODY} when it does not open, {@link ErrorCode#UNAUTHENTICATED}
     *     when it was meant for another receiver
     */
    public byte[] open(String sealed) {
        ByteBuffer plain = ByteBuffer.wrap(unpadded(decrypted(sealed)));
        if (plain.remaining() < RANDOM_BYTES + LENGTH_BYTES) {
            throw unreadable();
        }
        int length = plain.position(RANDOM_BYTES).getInt();
        if (length < 0 || length > plain.remaining()) {
            throw unreadable();
        }
        byte[] message = new byte[length];
        plain.get(message);
        byte[] meantFor = new byte[plain.remaining()];
        plain.get(meantFor);
        if (!MessageDigest.isEqual(receiver, meantFor)) {
            throw RefusedRequest.of(ErrorCode.UNAUTHENTICATED, "the callback is meant for another receiver");
        }
        return message;
    }

    /** @param random 16 unpredictable bytes */
    public String seal(byte[] message, byte[] random) {
        if (random.length != RANDOM_BYTES) {
            throw new IllegalArgumentException("an envelope begins with " + RANDOM_BYTES + " random bytes");
        }
        int bare = RANDOM_BYTES + LENGTH_BYTES + message.length + receiver.length;
        int pad = PAD_BLOCK - bare % PAD_BLOCK;
        ByteBuffer plain = ByteBuffer.allocate(bare + pad);
        plain.put(random).putInt(message.length).put(message).put(receiver);
        Arrays.fill(plain.array(), bare, bare + pad, (byte) pad);
        return Base64.getEncoder().encodeToString(crypt(Cipher.ENCRYPT_MODE, plain.array()));
    }

    private byte[] decrypted(String sealed) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(sealed);
        } catch (IllegalArgumentException expected) {
            throw unreadable();
        }
        if (bytes.length == 0 || bytes.length % RANDOM_BYTES != 0) {
            throw unreadable();
        }
        return crypt(Cipher.DECRYPT_MODE, bytes);
    }

    private byte[] crypt(int mode, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(mode, key, iv);
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-CBC", e);
        }
    }

    private static byte[] unpadded(byte[] plain) {
        int pad = plain[plain.length - 1];
        if (pad < 1 || pad > PAD_BLOCK || pad > plain.length) {
            throw unreadable();
        }
        for (int index = plain.length - pad; index < plain.length; index++) {
            if (plain[index] != pad) {
                throw unreadable();
            }
        }
        return Arrays.copyOf(plain, plain.length - pad);
    }

    private static RefusedRequest unreadable() {
        return RefusedRequest.of(
                ErrorCode.MALFORMED_BODY, "the callback does not open with the bot's AES key: compare it");
    }
}

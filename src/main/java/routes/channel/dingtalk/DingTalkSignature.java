package routes.channel.dingtalk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import routes.common.security.HmacSha256;
import routes.common.security.Secret;

/**
 * The signatures of DingTalk's robots and cards: HMAC-SHA256 as base64, over a time and not over the message. Both ways of
 * a robot sign the same words; a card's callback signs the time alone.
 */
final class DingTalkSignature {
    private DingTalkSignature() {}

    /** @param timestamp milliseconds, as they stand beside the signature */
    static String ofRobot(Secret secret, String timestamp) {
        return signed(secret, timestamp + "\n" + secret.reveal());
    }

    static String ofCard(Secret secret, String timestamp) {
        return signed(secret, timestamp);
    }

    /** Takes the same time whatever was presented. */
    static boolean same(String expected, String presented) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the time that was signed is near enough. @param timestamp milliseconds; seconds are understood too */
    static boolean timely(String timestamp, Instant now, Duration window) {
        if (!timestamp.matches("\\d{1,15}")) {
            return false;
        }
        long number = Long.parseLong(timestamp);
        Instant at = timestamp.length() > 11 ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
        return Duration.between(at, now).abs().compareTo(window) <= 0;
    }

    private static String signed(Secret secret, String words) {
        byte[] key = secret.reveal().getBytes(StandardCharsets.UTF_8);
        byte[] signature = HmacSha256.of(key.length == 0 ? new byte[1] : key, words.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature);
    }
}

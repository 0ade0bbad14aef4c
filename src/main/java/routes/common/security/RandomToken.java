package routes.common.security;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token for a machine: {@code vmt_<id>_<256 random bits>}. The id finds what is known of it, and a hash of the whole is all
 * that is kept: it was random, so a fast hash does.
 */
public final class RandomToken {
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("vmt_([0-9a-f]{24})_[A-Za-z0-9_-]{43}");

    private RandomToken() {}

    /** @param id 24 hex digits */
    public static String make(String id) {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return "vmt_" + id + '_' + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The id in what looks like such a token. */
    public static Optional<String> id(String presented) {
        Matcher form = FORM.matcher(presented);
        return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
    }

    public static Sealed hash(String token) {
        return new Sealed(Sha256.hex(token));
    }

    /** Takes the same time whatever was presented. */
    public static boolean fits(String presented, Sealed hash) {
        return MessageDigest.isEqual(Sha256.of(presented), HexFormat.of().parseHex(hash.stored()));
    }
}

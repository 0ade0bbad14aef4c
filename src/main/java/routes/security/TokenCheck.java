package routes.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.error.ErrorCode;
import routes.error.RefusedRequest;

/**
 * The tokens that open one door. Several may be valid at a time, so that a token can be changed without a gap. Every
 * comparison takes the same time, whatever was presented.
 */
public final class TokenCheck {
    /** Why a caller is refused that presents no token at all: it did not try one. */
    public static final String NO_TOKEN = "a token is required";

    private static final String BEARER = "Bearer ";

    private final List<byte[]> digests;

    private TokenCheck(List<byte[]> digests) {
        this.digests = digests;
    }

    /** @param tokens separated by commas; blank means that nothing opens this door */
    public static TokenCheck of(String tokens) {
        return new TokenCheck(Arrays.stream(tokens.split(","))
                .map(String::strip)
                .filter(token -> !token.isEmpty())
                .map(TokenCheck::digest)
                .toList());
    }

    /** Whether any token opens this door. */
    public boolean configured() {
        return !digests.isEmpty();
    }

    public boolean accepts(@Nullable String presented) {
        byte[] digest = digest(presented == null ? "" : presented);
        boolean accepted = false;
        for (byte[] valid : digests) {
            accepted |= MessageDigest.isEqual(valid, digest);
        }
        return accepted;
    }

    /**
     * Lets a caller in who presents a valid token in any of the places where one may be.
     *
     * @throws RefusedRequest {@link ErrorCode#UNAUTHENTICATED}
     */
    public void require(List<String> given) {
        if (given.isEmpty()) {
            throw RefusedRequest.of(ErrorCode.UNAUTHENTICATED, NO_TOKEN);
        }
        if (given.stream().noneMatch(this::accepts)) {
            throw RefusedRequest.of(ErrorCode.UNAUTHENTICATED, "the token is not valid here");
        }
    }

    /**
     * The tokens that an {@code Authorization} header may hold, in the ways in which monitoring systems can send one:
     * {@code Bearer t}, {@code Token t}, Basic with the token as user or password, or the token by itself.
     */
    public static List<String> presented(String authorization) {
        String value = authorization.strip();
        int blank = value.indexOf(' ');
        if (blank < 0) {
            return List.of(value);
        }
        String rest = value.substring(blank + 1).strip();
        return switch (value.substring(0, blank).toLowerCase(Locale.ROOT)) {
            case "bearer", "token" -> List.of(rest);
            case "basic" -> basic(rest);
            default -> List.of();
        };
    }

    private static List<String> basic(String credentials) {
        try {
            String decoded = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            int colon = decoded.indexOf(':');
            return colon < 0
                    ? List.of(decoded)
                    : Stream.of(decoded.substring(colon + 1), decoded.substring(0, colon))
                            .filter(part -> !part.isBlank())
                            .toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** The token of an {@code Authorization: Bearer …} header. */
    public static Optional<String> bearer(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        return Optional.of(authorization.substring(BEARER.length()).strip());
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

package routes.common.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/**
 * The tokens of one endpoint. Several may be valid at a time, so that a token can be changed without a gap. Every
 * comparison takes the same time, whatever was presented.
 */
public final class TokenCheck {
    private static final String NO_TOKEN = "a token is required: ";
    /** The forms of {@link #presented} and {@link #bearer}, by the words that mapping files have for them. */
    private static final Map<String, String> FORMS = Map.of(
            "authorization",
            "header Authorization (Bearer, Token, Basic with the token as user or password, or the token by itself)",
            "bearer",
            "header Authorization (Bearer)");

    private static final String NOT_SET_UP = "callers cannot be authenticated yet: set ";

    private static final String BEARER = "Bearer ";

    private final List<byte[]> digests;
    private final Others others;

    /** Tokens that come and go while the application runs. */
    public interface Others {
        /** Whether there is any. */
        boolean any();

        /** @throws RefusedRequest when the token is known and does not open this endpoint */
        boolean accepts(String presented);
    }

    private static final class None implements Others {
        @Override
        public boolean any() {
            return false;
        }

        @Override
        public boolean accepts(String presented) {
            return false;
        }
    }

    private TokenCheck(List<byte[]> digests, Others others) {
        this.digests = digests;
        this.others = others;
    }

    /** @param tokens separated by commas; blank means that no token is accepted */
    public static TokenCheck of(String tokens) {
        return new TokenCheck(
                Arrays.stream(tokens.split(","))
                        .map(String::strip)
                        .filter(token -> !token.isEmpty())
                        .map(Sha256::of)
                        .toList(),
                new None());
    }

    /** These tokens, and others beside them. */
    public TokenCheck or(Others more) {
        return new TokenCheck(digests, more);
    }

    /** Whether any token is set. */
    public boolean configured() {
        return !digests.isEmpty() || others.any();
    }

    public boolean accepts(@Nullable String presented) {
        byte[] digest = Sha256.of(presented == null ? "" : presented);
        boolean accepted = false;
        for (byte[] valid : digests) {
            accepted |= MessageDigest.isEqual(valid, digest);
        }
        return accepted || presented != null && others.accepts(presented);
    }

    /**
     * Lets a caller in who presents a valid token in any of the places where one may be.
     *
     * @param places where one may be, in the words of mapping files
     * @throws RefusedRequest {@link ErrorCode#UNAUTHENTICATED}
     */
    public void require(List<String> given, List<String> places) {
        if (given.stream().noneMatch(this::accepts)) {
            throw refusal(given, places);
        }
    }

    /** Why these tokens do not let their caller in. */
    public static RefusedRequest refusal(List<String> given, List<String> places) {
        String reason = given.isEmpty()
                ? places.stream()
                        .map(place -> FORMS.getOrDefault(place, place))
                        .collect(Collectors.joining(", or ", NO_TOKEN, ""))
                : "the token is not valid here";
        return RefusedRequest.of(ErrorCode.UNAUTHENTICATED, reason);
    }

    /** @param settings of which one lets callers in when it is set */
    public static RefusedRequest notSetUp(List<String> settings) {
        return RefusedRequest.of(ErrorCode.UNAUTHENTICATED, NOT_SET_UP + String.join(" or ", settings));
    }

    /** Whether a caller was refused that tried no token, or none that could be right. */
    public static boolean untried(RefusedRequest refusal) {
        String reason = refusal.getMessage();
        return reason.startsWith(NO_TOKEN) || reason.startsWith(NOT_SET_UP);
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
}

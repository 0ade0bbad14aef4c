package routes.extension.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import routes.http.ApiRequest;

/**
 * A user and a password in the header {@code Authorization}.
 *
 * @param user that is demanded; empty for any
 */
public record BasicAuth(String user) implements SourceAuth {
    private static final String SCHEME = "Basic ";
    private static final List<String> PLACES = List.of("header Authorization Basic");

    @Override
    public String setting() {
        return "token";
    }

    @Override
    public boolean configured(SourceSecrets secrets) {
        return secrets.tokens().configured();
    }

    @Override
    public boolean readsHead() {
        return true;
    }

    @Override
    public boolean readsBody() {
        return false;
    }

    @Override
    public void require(ApiRequest request, SourceSecrets secrets) {
        List<String> password = request.header("authorization").flatMap(BasicAuth::decoded).stream()
                .filter(this::namesUser)
                .map(given -> given.substring(given.indexOf(':') + 1))
                .toList();
        secrets.tokens().require(password, PLACES);
    }

    private boolean namesUser(String given) {
        return given.indexOf(':') >= 0
                && (user.isEmpty()
                        || MessageDigest.isEqual(
                                user.getBytes(StandardCharsets.UTF_8),
                                given.substring(0, given.indexOf(':')).getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<String> decoded(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            byte[] text = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).strip());
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

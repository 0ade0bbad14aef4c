package routes.http;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import routes.common.error.RefusedRequest;
import routes.common.security.OpenNetworks;
import routes.common.security.TokenCheck;

/**
 * Whether a caller may post alarms for a source: each source has its own tokens ({@code veaiops.alarms.token.<source>}, and
 * machine tokens with the scope {@code ingest:<source>}), given by {@code Authorization} in any form, {@code X-Veaiops-Token} or
 * the query parameter {@code token} (clouds can only set a URL). Without a token in the settings every caller is refused; the
 * answer names the setting that is missing. Senders in an open network need none.
 */
public final class AlarmAccess {
    private final Map<String, TokenCheck> checks = new ConcurrentHashMap<>();
    private final Function<String, TokenCheck> tokensOf;
    private final OpenNetworks open;

    /** @param tokensOf the tokens of a source */
    public AlarmAccess(Function<String, TokenCheck> tokensOf, OpenNetworks open) {
        this.tokensOf = tokensOf;
        this.open = open;
    }

    /** @throws RefusedRequest {@link routes.common.error.ErrorCode#UNAUTHENTICATED} */
    public void require(ApiRequest request, String source) {
        if (open.contains(request.address())) {
            return;
        }
        TokenCheck check = checks.computeIfAbsent(source, tokensOf);
        List<String> given = request.tokens();
        if (given.stream().noneMatch(check::accepts)) {
            throw check.configured()
                    ? TokenCheck.refusal(given, ApiRequest.TOKEN_PLACES)
                    : TokenCheck.notSetUp(List.of("veaiops.alarms.token." + source));
        }
    }
}

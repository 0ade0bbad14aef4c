package routes.api.page;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import routes.account.Caller;
import routes.account.Callers;
import routes.account.Login;
import routes.common.error.RefusedRequest;
import routes.common.security.Secret;
import routes.http.ApiRequest;
import routes.http.AuditTrail;

/**
 * Who visits a page. The form of a page logs people in as the API does; a cookie keeps the token that they get, for the pages
 * alone: the API does not read it, and a browser does not send it with a form of another site.
 */
public final class PageSessions {
    /** The field of a form that says what it asks for. */
    static final String ACTION = "action";

    static final String LOG_IN = "log-in";
    static final String LOG_OUT = "log-out";

    private static final String COOKIE = "veaiops_page";

    private final Callers callers;
    private final Login login;
    private final AuditTrail audit;
    private final String attributes;
    private final Duration lifetime;

    /**
     * @param publicUrl where browsers reach the hub
     * @param lifetime of the tokens that a login gives
     */
    public PageSessions(Callers callers, Login login, AuditTrail audit, String publicUrl, Duration lifetime) {
        this.callers = callers;
        this.login = login;
        this.audit = audit;
        this.lifetime = lifetime;
        URI address = URI.create(publicUrl.strip().replaceAll("/+$", ""));
        this.attributes = "; Path=" + Objects.requireNonNullElse(address.getRawPath(), "") + PageLinks.PATH
                + "; HttpOnly; SameSite=Lax" + ("https".equals(address.getScheme()) ? "; Secure" : "");
    }

    Optional<Caller> visitor(ApiRequest request) {
        return request.header("cookie").stream()
                .flatMap(cookies -> Stream.of(cookies.split(";")))
                .map(cookie -> cookie.strip().split("=", 2))
                .filter(pair -> pair.length == 2 && pair[0].equals(COOKIE) && !pair[1].isBlank())
                .flatMap(pair -> callers.of(pair[1]).stream())
                .findFirst();
    }

    /**
     * The cookie of somebody who logs in.
     *
     * @param request whose path is written down when the password is wrong
     * @throws RefusedRequest unauthenticated, or too many tries
     */
    String begin(ApiRequest request, Map<String, List<String>> form) {
        String username = first(form, "username");
        Secret password = Secret.of(first(form, "password"));
        Login.Granted granted = audit.login(
                request,
                username,
                () -> login.byPassword(username, password, request.sender().address()));
        return cookie(granted.token(), lifetime);
    }

    /** The cookie that a form asks for which logs people in and out, and does nothing else. */
    String byForm(ApiRequest request, Map<String, List<String>> form) {
        return first(form, ACTION).equals(LOG_OUT) ? end() : begin(request, form);
    }

    /** The cookie of somebody who logs out. */
    String end() {
        return cookie("", Duration.ZERO);
    }

    static String first(Map<String, List<String>> form, String field) {
        return form.getOrDefault(field, List.of("")).get(0);
    }

    private String cookie(String token, Duration kept) {
        return COOKIE + "=" + token + attributes + "; Max-Age=" + kept.toSeconds();
    }
}

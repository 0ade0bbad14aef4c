package routes.api.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import routes.account.Login;
import routes.common.security.Secret;
import routes.common.security.TokenCheck;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.AuditTrail;

/** Tokens for passwords, and new ones for those that expire. */
public final class AuthApi {
    private final Login login;
    private final AuditTrail audit;

    public AuthApi(Login login, AuditTrail audit) {
        this.login = login;
        this.audit = audit;
    }

    public ApiAnswer token(ApiRequest request) {
        Credentials given = request.json(Credentials.class);
        Secret password = Secret.of(given.password());
        return answer(audit.login(
                request,
                given.username(),
                () -> login.byPassword(
                        given.username(), password, request.sender().address())));
    }

    /** The token is in the header. */
    public ApiAnswer refresh(ApiRequest request) {
        String token = request.bearerToken().orElseThrow(() -> TokenCheck.refusal(List.of(), List.of("bearer")));
        return answer(login.byToken(token));
    }

    /** The token is in the body. */
    public ApiAnswer refreshToken(ApiRequest request) {
        return answer(login.byToken(request.json(Refresh.class).token()));
    }

    private static ApiAnswer answer(Login.Granted granted) {
        return ApiAnswer.ok(Map.of("username", granted.username(), "access_token", granted.token()));
    }

    record Credentials(@JsonProperty("username") String username, @JsonProperty("password") String password) {
        @Override
        public String toString() {
            return "credentials of " + username;
        }
    }

    record Refresh(@JsonProperty("token") String token) {
        @Override
        public String toString() {
            return "a token to refresh";
        }
    }
}

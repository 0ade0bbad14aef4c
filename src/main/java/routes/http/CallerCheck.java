package routes.http;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import routes.account.Caller;
import routes.account.Callers;
import routes.account.Scope;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.security.TokenCheck;

/** Who calls the API, by the bearer token, and whether the scope of an operation is among those of the caller. */
public final class CallerCheck implements HeadCheck {
    private final TokenCheck admin;
    private final Supplier<@Nullable Callers> callers;

    /**
     * @param admin the tokens of {@code veaiops.admin.token}, which need no store
     * @param callers all others; none where there is no store
     */
    public CallerCheck(TokenCheck admin, Supplier<@Nullable Callers> callers) {
        this.admin = admin;
        this.callers = callers;
    }

    /** @throws RefusedRequest {@link ErrorCode#UNAUTHENTICATED} */
    @Override
    public Caller caller(ApiRequest head) {
        Optional<String> bearer = head.bearerToken();
        if (admin.accepts(bearer.orElse(null))) {
            return Caller.ADMIN_TOKEN;
        }
        Callers known = callers.get();
        Optional<Caller> found = known == null ? Optional.empty() : bearer.flatMap(known::of);
        return found.orElseThrow(() -> TokenCheck.refusal(bearer.stream().toList(), List.of("bearer")));
    }

    /** @throws RefusedRequest {@link ErrorCode#FORBIDDEN}, naming the scope that is missing */
    static void require(Caller caller, Scope scope) {
        if (!caller.may(scope)) {
            throw RefusedRequest.missing(scope.wireName(), caller.signature());
        }
    }
}

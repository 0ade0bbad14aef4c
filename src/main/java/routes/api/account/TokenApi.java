package routes.api.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.account.MachineToken;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Listed;
import routes.common.repository.Query;
import routes.common.repository.Repository;
import routes.common.repository.Repository.Outcome;
import routes.common.security.RandomToken;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Page;
import routes.subscription.Stamps;

/** Machine tokens: made and shown once, listed without themselves, revoked. */
public final class TokenApi {
    private final Repository<MachineToken> tokens;
    private final Runnable follow;
    private final Clock clock;

    /** @param follow makes this copy know what was written */
    public TokenApi(Repository<MachineToken> tokens, Runnable follow, Clock clock) {
        this.tokens = tokens;
        this.follow = follow;
        this.clock = clock;
    }

    public ApiAnswer create(ApiRequest request) {
        Draft draft = request.json(Draft.class);
        Set<String> grants = Set.copyOf(draft.scopes());
        MachineToken.requireGrantable(grants);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (draft.expiresAt() != null && !draft.expiresAt().isAfter(now)) {
            throw RefusedRequest.invalid("expires_at", "expires_at must be in the future");
        }
        String id = tokens.newId();
        String text = RandomToken.make(id);
        MachineToken token = new MachineToken(
                id,
                draft.name(),
                grants,
                RandomToken.hash(text),
                draft.expiresAt(),
                new Stamps(request.user(), now, request.user(), now));
        if (tokens.insert(token) == Outcome.TAKEN) {
            throw RefusedRequest.of(ErrorCode.CONFLICT, "there is a token with the name " + draft.name() + " already");
        }
        follow.run();
        return ApiAnswer.created(TokenJson.of(token, text));
    }

    public ApiAnswer list(ApiRequest request) {
        Page page = request.page();
        Listed<MachineToken> found = tokens.page(Query.ALL, page.skip(), page.limit());
        return ApiAnswer.list(
                found.items().stream().map(token -> TokenJson.of(token, null)).toList(), page, found.total());
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(TokenJson.of(existing(request), null));
    }

    /** It is refused from now on, and on every other copy within a second. */
    public ApiAnswer revoke(ApiRequest request) {
        MachineToken token = existing(request);
        tokens.delete(token.id());
        follow.run();
        return ApiAnswer.ok(TokenJson.of(token, null));
    }

    private MachineToken existing(ApiRequest request) {
        String id = request.idParameter("id");
        return tokens.find(id)
                .orElseThrow(() -> RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no token with the id " + id));
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Draft(String name, List<String> scopes, @Nullable Instant expiresAt) {}

    /**
     * A token as it is shown.
     *
     * @param token the token itself, in the answer that made it and never again
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record TokenJson(
            @JsonProperty("_id") String id,
            String name,
            List<String> scopes,
            @Nullable Instant expiresAt,
            @Nullable String createdUser,
            @Nullable Instant createdAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String token) {
        static TokenJson of(MachineToken token, @Nullable String text) {
            return new TokenJson(
                    token.id(),
                    token.name(),
                    List.copyOf(token.grants()),
                    token.expiresAt(),
                    token.stamps().createdUser(),
                    token.stamps().createdAt(),
                    text);
        }

        @Override
        public String toString() {
            return "token " + name;
        }
    }
}

package routes.extension.learn;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.security.TokenCheck;
import routes.extension.source.SourceFileReader;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;

/**
 * Learns a source: a caller with the manager token begins and gets a token for the source, whose next posts are kept
 * without their secrets; what is kept becomes a proposal.
 *
 * <p>Failure policy: a post is answered with success once it is stored. Without a session nothing is taken: 404.
 */
public final class LearnApi {
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,39}";
    private static final int USUAL_POSTS = 5;
    private static final int USUAL_MINUTES = 15;

    private final LearnRepository repository;
    private final SourceFileReader reader;
    private final Supplier<String> tokens;
    private final int mostBytes;
    private final Clock clock;

    /**
     * @param tokens makes a token that cannot be guessed
     * @param mostBytes of one post
     */
    public LearnApi(
            LearnRepository repository, SourceFileReader reader, Supplier<String> tokens, int mostBytes, Clock clock) {
        this.repository = repository;
        this.reader = reader;
        this.tokens = tokens;
        this.mostBytes = mostBytes;
        this.clock = clock;
    }

    /** The request that begins: how many posts, and for how long. */
    public record Wanted(@Nullable Integer count, @Nullable Integer minutes) {}

    /**
     * What is being learned.
     *
     * @param path where the source posts
     * @param token shown when it begins, and never again
     * @param proposal once there is a post
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(SnakeCaseStrategy.class)
    public record Learning(
            String source,
            String path,
            boolean learning,
            int taken,
            int most,
            Instant until,
            @Nullable String token,
            @Nullable Proposal proposal) {
        private static Learning of(LearnSession session, Instant now) {
            return new Learning(
                    session.source(),
                    "/alarms/learn/" + session.source(),
                    session.takes(now),
                    session.taken(),
                    session.most(),
                    session.until(),
                    null,
                    null);
        }

        private Learning with(@Nullable String newToken, @Nullable Proposal made) {
            return new Learning(source, path, learning, taken, most, until, newToken, made);
        }
    }

    public ApiAnswer begin(ApiRequest request) {
        String source = source(request);
        Wanted wanted = request.body().length == 0 ? new Wanted(null, null) : request.json(Wanted.class);
        int most = Optional.ofNullable(wanted.count()).orElse(USUAL_POSTS);
        int minutes = Optional.ofNullable(wanted.minutes()).orElse(USUAL_MINUTES);
        Instant now = clock.instant();
        String token = tokens.get();
        LearnSession session =
                new LearnSession(source, LearnSession.hash(token), most, 0, now.plus(Duration.ofMinutes(minutes)));
        if (!repository.open(session, now)) {
            throw RefusedRequest.of(
                    ErrorCode.CONFLICT, source + " is being learned already; DELETE of this address ends that");
        }
        return ApiAnswer.created(Learning.of(session, now).with(token, null));
    }

    public ApiAnswer show(ApiRequest request) {
        LearnSession session = session(source(request));
        List<LearnedPost> posts = repository.posts(session.source()).stream()
                .map(LearnedPost::read)
                .toList();
        Proposal proposal = posts.isEmpty() ? null : Proposal.of(session.source(), posts, reader);
        return ApiAnswer.ok(Learning.of(session, clock.instant()).with(null, proposal));
    }

    public ApiAnswer end(ApiRequest request) {
        repository.close(session(source(request)).source());
        return ApiAnswer.ok(null);
    }

    /** A post of the source itself. */
    public ApiAnswer take(ApiRequest request) {
        Instant now = clock.instant();
        LearnSession session = repository
                .find(request.pathParameter("source"))
                .filter(found -> found.takes(now))
                .orElseThrow(LearnApi::noSession);
        List<String> tokens = request.tokens();
        if (tokens.stream().noneMatch(session::admits)) {
            throw TokenCheck.refusal(tokens, ApiRequest.TOKEN_PLACES);
        }
        if (request.body().length > mostBytes) {
            throw RefusedRequest.of(
                    ErrorCode.BODY_TOO_LARGE, "a post to learn from has at most " + mostBytes + " bytes");
        }
        LearnSession kept = repository
                .keep(session.source(), LearnedPost.of(request).text(), now)
                .orElseThrow(LearnApi::noSession);
        return ApiAnswer.ok(Map.of("taken", kept.taken(), "most", kept.most()));
    }

    /** Forgets what is over. */
    public void sweep() {
        repository.forget(clock.instant());
    }

    private static RefusedRequest noSession() {
        return RefusedRequest.of(ErrorCode.NOT_FOUND, "no session learns this source now");
    }

    private LearnSession session(String source) {
        return repository
                .find(source)
                .filter(found -> clock.instant().isBefore(found.expires()))
                .orElseThrow(() -> RefusedRequest.of(ErrorCode.NOT_FOUND, source + " is not being learned"));
    }

    private static String source(ApiRequest request) {
        String source = request.pathParameter("source");
        if (!source.matches(NAME)) {
            throw RefusedRequest.invalid("source", "source must be a name of a-z, 0-9 and -");
        }
        return source;
    }
}

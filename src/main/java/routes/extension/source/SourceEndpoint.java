package routes.extension.source;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.alarm.mapping.JqProgram;
import routes.common.error.RefusedRequest;
import routes.common.security.TokenCheck;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.EndpointPolicy;
import routes.http.RejectedItem;

/**
 * The endpoint of a mapped source; it follows the file that its source has at the time.
 *
 * <p>Failure policy: an {@code answer} program that fails, or needs more than its limits, costs no alarm. The sender gets
 * the usual envelope with the source's status, so that it does not repeat the post, and a warning names the source.
 */
public final class SourceEndpoint implements EndpointPolicy {
    private static final Logger LOG = LoggerFactory.getLogger(SourceEndpoint.class);

    private final Supplier<SourceFile> file;
    private final SourceSecrets secrets;

    public SourceEndpoint(Supplier<SourceFile> file, SourceSecrets secrets) {
        this.file = file;
        this.secrets = secrets;
    }

    /** What reads the body decides when it is there. */
    @Override
    public boolean knows(ApiRequest head) {
        List<SourceAuth> ways = configured();
        Optional<RefusedRequest> refused =
                refusal(head, ways.stream().filter(SourceAuth::readsHead).toList());
        boolean asked = file.get().challenge().filter(one -> one.mayBe(head)).isPresent();
        if (refused.isPresent() && !asked && ways.stream().noneMatch(SourceAuth::readsBody)) {
            throw refused.get();
        }
        return refused.isEmpty();
    }

    @Override
    public Optional<ApiAnswer> challenge(ApiRequest request) {
        SourceFile source = file.get();
        return source.challenge()
                .flatMap(one -> one.answer(request, source.view().body(), secrets));
    }

    /** Any way that is set up can admit a caller; when none does, the error gives the last reason. */
    @Override
    public void admit(ApiRequest request) {
        refusal(request, configured()).ifPresent(refused -> {
            throw refused;
        });
    }

    private List<SourceAuth> configured() {
        return file.get().auth().stream().filter(way -> way.configured(secrets)).toList();
    }

    /** Why none of these ways lets the caller in; empty when one does. */
    private Optional<RefusedRequest> refusal(ApiRequest request, List<SourceAuth> ways) {
        RefusedRequest last = null;
        for (SourceAuth way : ways) {
            try {
                way.require(request, secrets);
                return Optional.empty();
            } catch (RefusedRequest e) {
                last = e;
            }
        }
        return Optional.of(last == null ? TokenCheck.notSetUp(settings()) : last);
    }

    private List<String> settings() {
        String name = file.get().name();
        return file.get().auth().stream()
                .map(way -> "veaiops.alarms." + way.setting() + "." + name)
                .distinct()
                .toList();
    }

    @Override
    public byte[] body(ApiRequest request) {
        return file.get().view().of(request);
    }

    /** A replay needs no token: who replays is known by the token of the manager API. */
    @Override
    public byte[] withoutToken(byte[] body) {
        SourceFile source = file.get();
        HiddenFields hidden = new HiddenFields(source.auth().stream()
                .flatMap(way -> way.fieldsSeen(source.view()).stream())
                .collect(Collectors.toSet()));
        byte[] kept = hidden.in(body);
        return source.view().body() == BodyKind.JSON ? kept : hidden.inText(kept);
    }

    @Override
    public ApiAnswer answer(ApiRequest request, List<String> ids, List<RejectedItem> rejected) {
        SourceFile source = file.get();
        return source.answer()
                .flatMap(program -> answer(program, request, ids, rejected))
                .map(body -> new ApiAnswer(source.status(), ApiAnswer.JSON, body))
                .orElseGet(() -> ApiAnswer.partly(source.status(), String.join(",", ids), rejected));
    }

    /** What the program makes of the facts; empty when it fails. */
    private Optional<byte[]> answer(
            JqProgram program, ApiRequest request, List<String> ids, List<RejectedItem> rejected) {
        AnswerFacts facts =
                new AnswerFacts(ids, rejected, request.path(), file.get().view().parsed(request), request.requestId());
        try {
            return Optional.of(facts.answer(program));
        } catch (JqProgram.Failed e) {
            LOG.atWarn()
                    .addKeyValue("source", file.get().name())
                    .addKeyValue("request_id", request.requestId())
                    .log("the answer program of the mapping failed, the usual answer is given: {}", e.getMessage());
            return Optional.empty();
        }
    }
}

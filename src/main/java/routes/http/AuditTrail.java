package routes.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.account.AuditLog;
import routes.account.AuditRecord;
import routes.account.AuditRecord.Kind;
import routes.account.AuditRecord.Outcome;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.error.RefusedRequest.MissingScope;
import routes.common.json.Json;

/**
 * Keeps the audit of the API (docs/adr/0024).
 *
 * <p>Failure policy: a change is written down before it is made, and is not made when that is not possible. How it ended is
 * written before the answer; when that fails the change stands, the caller is answered, and the record says that it began. What
 * was refused is refused, whether it can be written down or not.
 */
public final class AuditTrail {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final int LONGEST = 100_000;
    private static final int LONGEST_NAME = 100;

    private final AuditLog log;
    private final Set<String> secrets;
    private final Clock clock;
    private final RefusalBudget refusals;

    /**
     * @param secrets names of fields of answers that are never written down
     * @param refusalsPerMinute how many refusals are written down; changes always are
     */
    public AuditTrail(AuditLog log, Set<String> secrets, int refusalsPerMinute, Clock clock) {
        this.refusals = new RefusalBudget(refusalsPerMinute, clock);
        this.log = log;
        this.secrets = Set.copyOf(secrets);
        this.clock = clock;
    }

    /**
     * Makes a change that is written down.
     *
     * @param shown what the change is about, as the API shows it; null when it does not
     */
    ApiAnswer change(
            ApiRequest request, ApiOperation operation, Callable<@Nullable ApiAnswer> shown, Callable<ApiAnswer> change)
            throws Exception {
        return written(
                record(request, operation, Kind.CHANGE, looked(shown)),
                change,
                answer -> after(operation, answer, shown));
    }

    /**
     * A change of a page, whose visitor the head of the request does not name.
     *
     * @param operation of the contract
     */
    public void change(ApiRequest request, String actor, String operation, Runnable change) {
        AuditRecord record = record(new Entry(Kind.CHANGE, actor, operation, request.path(), null), request);
        try {
            written(record, Executors.callable(change), done -> null);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a Runnable throws no checked exception", e);
        }
    }

    /** @param after what the change is about when it is done */
    private <T> T written(AuditRecord record, Callable<T> change, Function<T, @Nullable JsonNode> after)
            throws Exception {
        log.add(record);
        try {
            T done = change.call();
            end(record.ended(Outcome.DONE, null, after.apply(done)));
            return done;
        } catch (RefusedRequest e) {
            end(record.ended(Outcome.REFUSED, e.code().wireName(), null));
            throw e;
        } catch (Exception e) {
            end(record.ended(Outcome.FAILED, e.getClass().getSimpleName(), null));
            throw e;
        }
    }

    /** A caller without the scope of an operation. */
    void refused(ApiRequest request, ApiOperation operation) {
        note(record(request, operation, Kind.SCOPE_REFUSED, null)
                .ended(Outcome.REFUSED, "needs " + operation.scope().wireName(), null));
    }

    /** A sender of alarms without the scope of the source. @param source whose endpoint it is */
    void refused(ApiRequest head, String source, MissingScope missing) {
        note(refusal(head, Kind.SCOPE_REFUSED, missing.caller(), "alarms:" + source, "needs " + missing.scope()));
    }

    /**
     * Logs somebody in; a wrong password is written down.
     *
     * @param username the name that is tried
     * @throws RefusedRequest unauthenticated, or too many tries
     */
    public <T> T login(ApiRequest request, String username, Supplier<T> login) {
        try {
            return login.get();
        } catch (RefusedRequest e) {
            if (e.code() == ErrorCode.UNAUTHENTICATED) {
                String name = username.substring(0, Math.min(username.length(), LONGEST_NAME));
                note(refusal(request, Kind.LOGIN_FAILED, name, "login", e.code().wireName()));
            }
            throw e;
        }
    }

    private AuditRecord refusal(ApiRequest request, Kind kind, String actor, String operation, String error) {
        return record(new Entry(kind, actor, operation, request.path(), null), request)
                .ended(Outcome.REFUSED, error, null);
    }

    private AuditRecord record(ApiRequest request, ApiOperation operation, Kind kind, @Nullable JsonNode before) {
        String path = operation.personalPath() ? operation.path() : request.path();
        return record(new Entry(kind, request.user(), operation.id(), path, before), request);
    }

    /** What a record says beside the request. */
    private record Entry(Kind kind, String actor, String operation, String path, @Nullable JsonNode before) {}

    private AuditRecord record(Entry entry, ApiRequest request) {
        return new AuditRecord(
                log.newId(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                entry.kind(),
                entry.actor(),
                request.sender().address(),
                request.requestId(),
                entry.operation(),
                entry.path(),
                Outcome.BEGUN,
                null,
                entry.before(),
                null);
    }

    /** What is not there, or cannot be shown, is nothing. */
    private @Nullable JsonNode looked(Callable<@Nullable ApiAnswer> shown) {
        try {
            return data(shown.call());
        } catch (Exception e) {
            return null;
        }
    }

    private @Nullable JsonNode after(ApiOperation operation, ApiAnswer answer, Callable<@Nullable ApiAnswer> shown) {
        JsonNode own = data(answer);
        if (own != null && own.isContainerNode() || operation.method().equals("DELETE")) {
            return own;
        }
        return looked(shown);
    }

    private @Nullable JsonNode data(@Nullable ApiAnswer answer) {
        if (answer == null || !(answer.body() instanceof ApiAnswer.Envelope envelope)) {
            return null;
        }
        JsonNode data = Json.mapper().valueToTree(envelope.data());
        if (data == null || data.isNull() || data.isBoolean()) {
            return null;
        }
        hide(data);
        int length = data.toString().length();
        return length <= LONGEST ? data : Json.mapper().createObjectNode().put("too_long", length);
    }

    private void hide(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(secrets);
        }
        node.forEach(this::hide);
    }

    private void end(AuditRecord record) {
        try {
            log.end(record);
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("request_id", record.requestId())
                    .log(
                            "the audit does not say how {} of {} ended: {}",
                            record.operation(),
                            record.actor(),
                            e.toString());
        }
    }

    private void note(AuditRecord record) {
        if (!refusals.take(record.address())) {
            return;
        }
        try {
            log.add(record);
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("request_id", record.requestId())
                    .log("the audit lacks a refusal of {}: {}", record.actor(), e.toString());
        }
    }
}

package routes.alarm.rejected;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;
import routes.alarm.AlarmConverter;
import routes.alarm.AlarmIds;
import routes.alarm.Intake;
import routes.alarm.SourceConverters;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/**
 * Tries rejected bodies again with the converters of today.
 *
 * <p>Failure policy: alarms are durable before the body counts as replayed. Whatever ends in between is repeated with the
 * same alarm ids, and the merge takes an alarm id once.
 */
public final class RejectedReplay {
    /** The most that one call tries. */
    public static final int MOST = 500;

    private static final String MULTIPART = "multipart/form-data";
    private static final int FAILURES_SHOWN = 20;
    private static final int LONGEST_BOUNDARY = 70;

    private final RejectedRepository repository;
    private final SourceConverters converters;
    private final BiFunction<String, byte[], Map<String, String>> forms;
    private final AlarmAppender log;
    private final Clock clock;

    /** @param forms decodes the fields of a form, from content type and body; empty for what is no form */
    public RejectedReplay(
            RejectedRepository repository,
            SourceConverters converters,
            BiFunction<String, byte[], Map<String, String>> forms,
            AlarmAppender log,
            Clock clock) {
        this.repository = repository;
        this.converters = converters;
        this.forms = forms;
        this.log = log;
        this.clock = clock;
    }

    /** A body that could still not be used, and why. */
    public record Failure(String id, String error, @Nullable String field, String message) {
        public static Failure of(String id, RefusedRequest refused) {
            return new Failure(id, refused.code().wireName(), refused.field().orElse(null), refused.getMessage());
        }
    }

    /**
     * @param failures the first of those that failed
     * @param after where the next call goes on; null when there is nothing left
     */
    public record Outcome(int replayed, int alarms, int failed, List<Failure> failures, @Nullable String after) {}

    /**
     * What the body would become, with the ids that it would get.
     *
     * @throws RefusedRequest when it still cannot be used
     */
    public List<Alarm> preview(RejectedBody rejected) {
        byte[] body = rejected.body();
        if (body == null || rejected.cut()) {
            throw RefusedRequest.of(
                    ErrorCode.BODY_TOO_LARGE,
                    "the body had " + rejected.size() + " bytes and was not kept whole: let the source post it again");
        }
        AlarmConverter converter = converters
                .of(rejected.source())
                .orElseThrow(() -> RefusedRequest.of(
                        ErrorCode.UNKNOWN_SOURCE, "nothing converts bodies of the source " + rejected.source()));
        Intake whole = intake(rejected, body);
        Intake intake = rejected.item() == null ? whole : whole.item(rejected.item(), body);
        return converter.items(intake).alarmsOrRefusal();
    }

    private Intake intake(RejectedBody rejected, byte[] body) {
        AtomicInteger position = new AtomicInteger();
        Intake intake = new Intake(
                rejected.source(),
                rejected.contentType(),
                body,
                forms.apply(withBoundary(rejected.contentType(), body), body),
                rejected.retryId(),
                rejected.receivedAt(),
                () -> AlarmIds.derived("rejected", rejected.id(), Integer.toString(position.getAndIncrement())));
        return intake.withLevels(converters.levels());
    }

    /**
     * Makes alarms of one body; a body that was replayed before answers the ids that it became.
     *
     * @throws RefusedRequest when it still cannot be used, or was discarded
     */
    public List<String> replay(RejectedBody rejected) {
        if (rejected.state() == RejectedState.REPLAYED) {
            return rejected.alarmIds();
        }
        if (!rejected.state().mayBecome(RejectedState.REPLAYED)) {
            throw RefusedRequest.of(ErrorCode.CONFLICT, "the body is " + rejected.state());
        }
        List<Alarm> alarms = preview(rejected);
        log.append(alarms);
        List<String> ids = alarms.stream().map(Alarm::id).toList();
        repository.move(rejected.id(), RejectedState.REPLAYED, ids, clock.instant());
        return ids;
    }

    /** Tries those that the filter takes, oldest first, at most {@link #MOST}; one that fails holds up no other. */
    public Outcome replayAll(RejectedFilter filter, @Nullable String after) {
        RejectedRepository.Batch batch = repository.next(filter, after, MOST);
        List<Failure> failures = new ArrayList<>();
        int alarms = 0;
        for (RejectedBody rejected : batch.bodies()) {
            try {
                alarms += replay(rejected).size();
            } catch (RefusedRequest e) {
                failures.add(Failure.of(rejected.id(), e));
            }
        }
        return new Outcome(
                batch.bodies().size() - failures.size(),
                alarms,
                failures.size(),
                failures.stream().limit(FAILURES_SHOWN).toList(),
                batch.last());
    }

    /** @throws RefusedRequest {@link ErrorCode#CONFLICT} when it was replayed */
    public void discard(RejectedBody rejected) {
        if (rejected.state() == RejectedState.DISCARDED) {
            return;
        }
        if (!repository.move(rejected.id(), RejectedState.DISCARDED, List.of(), clock.instant())) {
            throw RefusedRequest.of(ErrorCode.CONFLICT, "the body is no longer REJECTED");
        }
    }

    /** The media type is kept without its parameters; a multipart body begins with its boundary. */
    static String withBoundary(String contentType, byte[] body) {
        if (!contentType.equals(MULTIPART)) {
            return contentType;
        }
        String start = new String(body, 0, Math.min(body.length, LONGEST_BOUNDARY + 4), StandardCharsets.ISO_8859_1);
        int end = start.indexOf("\r\n");
        return start.startsWith("--") && end > 2
                ? contentType + "; boundary=\"" + start.substring(2, end).strip() + "\""
                : contentType;
    }
}

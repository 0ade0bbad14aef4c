package routes.steps.intake;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import routes.alarm.AlarmIds;
import routes.alarm.rejected.RejectedRepository;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.steps.kafka.LogRecord;
import routes.steps.watch.PipelineMetrics;

/**
 * Keeps what an endpoint could not use; then refuses the post, or goes on with what was usable.
 *
 * <p>Failure policy: a post that is used in part is answered 2xx only when its refused items are durable too, in the log
 * or in the store; else 503, and the sender posts all of it again.
 */
public final class RejectedInbox {
    /** Exchange property: set when the refused items could be kept nowhere. */
    static final String NOT_KEPT = "refusedNotKept";

    private static final int BESIDE_THE_BODY = 16_384;

    private final int longest;
    private final RejectedRepository repository;
    private final PipelineMetrics metrics;

    /** @param maxRecordBytes what the log takes in one record; the body is written in Base64, beside its reason */
    public RejectedInbox(RejectedRepository repository, PipelineMetrics metrics, int maxRecordBytes) {
        this.longest = Math.max(0, maxRecordBytes - BESIDE_THE_BODY) / 4 * 3;
        this.repository = repository;
        this.metrics = metrics;
    }

    /** Leaves the records for {@code veaiops.alarms.rejected} in the body. */
    public void keep(Exchange exchange) {
        List<Message> records = new ArrayList<>();
        for (RefusedBody refused : refused(exchange)) {
            String source = refused.intake().source();
            metrics.rejected(source, refused.reason().code());
            records.add(LogRecord.of(exchange.getContext(), source, Json.bytes(refused.kept(longest))));
        }
        exchange.getMessage().setBody(records);
    }

    /** Stores them without the log, which is away. */
    public void store(Exchange exchange) {
        repository.keep(refused(exchange).stream()
                .map(refused -> refused.rejected(AlarmIds.fresh(refused.intake().receivedAt()), longest))
                .toList());
    }

    /** Answers the caller with the reason; of a post that is used in part the alarms are the body again. */
    public void goOn(Exchange exchange) {
        if (exchange.getProperty(AlarmEndpoint.ANSWER) == null) {
            throw refused(exchange).get(0).reason();
        }
        if (exchange.getProperty(NOT_KEPT) != null) {
            throw RefusedRequest.of(
                    ErrorCode.UNAVAILABLE, "the items that cannot be used cannot be kept now: post again later");
        }
        exchange.getMessage().setBody(exchange.getProperty(AlarmEndpoint.RECORDS));
    }

    @SuppressWarnings("unchecked")
    private static List<RefusedBody> refused(Exchange exchange) {
        return exchange.getProperty(AlarmEndpoint.REFUSED, List.class);
    }
}

package routes.steps.intake;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import routes.alarm.AlarmIds;
import routes.alarm.rejected.RejectedBody;
import routes.alarm.rejected.RejectedRepository;
import routes.alarm.rejected.RejectedState;
import routes.common.error.ErrorCode;
import routes.common.json.Json;
import routes.http.ApiAnswer;
import routes.steps.kafka.BatchCommit;

/**
 * Puts a batch of {@code veaiops.alarms.rejected} where people find it: what the endpoints refused, and records of the log
 * that the merge could not read.
 */
public final class KeepRejected implements Processor {
    private final RejectedRepository repository;
    private final BatchCommit batches;
    private final Clock clock;

    public KeepRejected(RejectedRepository repository, BatchCommit batches, Clock clock) {
        this.repository = repository;
        this.batches = batches;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        List<RejectedBody> rejected = batches.begin("rejected", exchange).stream()
                .map(record -> rejected(record.getMessage()))
                .toList();
        repository.keep(rejected);
    }

    private RejectedBody rejected(Message record) {
        byte[] value = record.getBody(byte[].class);
        return refused(value)
                .flatMap(kept -> decoded(kept).map(body -> kept.rejected(id(record), body, clock.instant())))
                .orElseGet(() -> ofLog(record, value));
    }

    /** What an endpoint wrote; empty for any other record. */
    private static Optional<RefusedBody.Kept> refused(byte[] value) {
        try {
            return Optional.of(Json.mapper().readValue(value, RefusedBody.Kept.class))
                    .filter(RefusedBody.Kept::complete);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> decoded(RefusedBody.Kept kept) {
        try {
            return Optional.of(Base64.getDecoder().decode(kept.body()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private RejectedBody ofLog(Message record, byte[] value) {
        Instant logged = Instant.ofEpochMilli(record.getHeader(KafkaConstants.TIMESTAMP, clock.millis(), Long.class));
        return new RejectedBody(
                id(record),
                RejectedBody.LOG,
                logged,
                ApiAnswer.JSON,
                RejectedBody.bounded(value),
                value.length,
                null,
                null,
                ErrorCode.MALFORMED_BODY.wireName(),
                null,
                "the log of accepted alarms held a record that is no alarm",
                RejectedState.REJECTED,
                List.of(),
                clock.instant(),
                null,
                logged,
                1);
    }

    /** The time is a part of it, because a topic that is made anew counts from 0 again. */
    private static String id(Message record) {
        return AlarmIds.derived(
                "rejected",
                String.valueOf(record.getHeader(KafkaConstants.PARTITION)),
                String.valueOf(record.getHeader(KafkaConstants.OFFSET)),
                String.valueOf(record.getHeader(KafkaConstants.TIMESTAMP)));
    }
}

package routes.steps.housekeeping;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import routes.account.AuditLog;
import routes.account.AuditRecord;
import routes.common.json.Json;
import routes.steps.kafka.LogRecord;

/**
 * Brings the audit to its topic. The store is the outbox: a record is taken out after the append, so a crash or a second copy
 * can append it twice, with the same {@code _id}.
 */
public final class AuditPublication {
    private static final String TAKEN = "auditRecords";

    private final AuditLog log;
    private final int batch;
    private final Duration abandoned;
    private final Clock clock;

    /** @param abandoned after which time what has not ended is published as it is */
    public AuditPublication(AuditLog log, int batch, Duration abandoned, Clock clock) {
        this.log = log;
        this.batch = batch;
        this.abandoned = abandoned;
        this.clock = clock;
    }

    /** Leaves the records to append in the body. */
    public void due(Exchange exchange) {
        List<AuditRecord> records = log.unpublished(clock.instant().minus(abandoned), batch);
        exchange.setProperty(TAKEN, records);
        List<Message> messages = records.stream()
                .map(record -> LogRecord.of(exchange.getContext(), record.actor(), Json.bytes(record)))
                .toList();
        exchange.getMessage().setBody(messages);
    }

    /** Called once the topic has them. */
    public void published(Exchange exchange) {
        @SuppressWarnings("unchecked")
        List<AuditRecord> records = exchange.getProperty(TAKEN, List.class);
        log.published(records);
    }
}

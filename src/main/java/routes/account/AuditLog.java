package routes.account;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.common.repository.Listed;

/** The audit in the store. A record waits there until the topic has it. */
public interface AuditLog {
    /**
     * What is looked for; null and empty admit everything.
     *
     * @param from the earliest time
     * @param to before this time
     */
    record Filter(
            @Nullable String actor,
            @Nullable String operation,
            List<AuditRecord.Kind> kinds,
            List<AuditRecord.Outcome> outcomes,
            @Nullable Instant from,
            @Nullable Instant to) {}

    String newId();

    void add(AuditRecord record);

    /** Writes how it ended. */
    void end(AuditRecord record);

    /** The newest first. */
    Listed<AuditRecord> list(Filter filter, int skip, int limit);

    /**
     * Those that the topic does not have, the oldest first.
     *
     * @param abandoned what began before and has not ended counts too
     */
    List<AuditRecord> unpublished(Instant abandoned, int limit);

    void published(List<AuditRecord> records);
}

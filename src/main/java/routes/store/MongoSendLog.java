package routes.store;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import routes.notice.Rate;
import routes.notice.SendLog;

/**
 * The {@link SendLog} in MongoDB: one small document for each limited target, changed only as it was read, so that two
 * copies never share a permit.
 */
public final class MongoSendLog implements SendLog {
    private static final Duration SOON = Duration.ofMillis(50);

    private final MongoCollection<Document> logs;

    public MongoSendLog(MongoDatabase database) {
        logs = database.getCollection(CollectionNames.SEND_LOG);
    }

    @Override
    public Duration enter(String target, List<Rate> rates, Instant now) {
        Document log = logs.find(Filters.eq("_id", target)).first();
        List<Instant> sent = log == null
                ? List.of()
                : log.getList("sent", Date.class).stream().map(Date::toInstant).toList();
        Duration wait = rates.stream()
                .map(rate -> rate.wait(sent, now))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        if (!wait.isZero()) {
            return wait;
        }
        int kept = rates.stream().mapToInt(Rate::permits).max().orElse(1);
        return entered(target, log, now, kept) ? Duration.ZERO : SOON;
    }

    private boolean entered(String target, @Nullable Document log, Instant now, int kept) {
        Date at = Date.from(now);
        if (log == null) {
            return inserted(new Document("_id", target).append("entries", 1L).append("sent", List.of(at)));
        }
        return logs.updateOne(
                                Filters.and(Filters.eq("_id", target), Filters.eq("entries", log.get("entries"))),
                                Updates.combine(
                                        Updates.inc("entries", 1L),
                                        Updates.pushEach("sent", List.of(at), new PushOptions().slice(-kept))))
                        .getMatchedCount()
                == 1;
    }

    private boolean inserted(Document first) {
        try {
            logs.insertOne(first);
            return true;
        } catch (MongoWriteException e) {
            if (DuplicateKeys.caused(e)) {
                return false;
            }
            throw e;
        }
    }
}

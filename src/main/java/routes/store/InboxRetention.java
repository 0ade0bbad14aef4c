package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.channel.chat.Inbox;

/**
 * Forgets what chat platforms sent and what was dealt with, long after a platform sends anything again. What was given up stays:
 * a person decides about it.
 */
public final class InboxRetention {
    private static final Logger LOG = LoggerFactory.getLogger(InboxRetention.class);

    private final MongoCollection<Document> entries;
    private final Duration kept;
    private final Clock clock;

    public InboxRetention(MongoDatabase database, Duration kept, Clock clock) {
        if (kept.isNegative() || kept.isZero()) {
            throw new IllegalArgumentException("what chat platforms sent must be kept for some time: " + kept);
        }
        this.entries = database.getCollection(CollectionNames.INBOUND);
        this.kept = kept;
        this.clock = clock;
    }

    /** A timer calls it. */
    public void sweep() {
        Date before = Date.from(clock.instant().minus(kept));
        long forgotten = new BatchDeletion(entries)
                .delete(Filters.and(Filters.lt("at", before), Filters.ne("state", Inbox.State.DEAD.name())));
        if (forgotten > 0) {
            LOG.info("events of chat platforms forgotten count={} kept_days={}", forgotten, kept.toDays());
        }
    }
}

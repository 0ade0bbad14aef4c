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

/**
 * Forgets the single alarms behind old events; the events stay. A source's repeated delivery is recognised, and a trace
 * shows what was received, for as long as alarms are kept.
 */
public final class AlarmRetention {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmRetention.class);

    private final MongoCollection<Document> alarms;
    private final Duration kept;
    private final Clock clock;

    public AlarmRetention(MongoDatabase database, Duration kept, Clock clock) {
        if (kept.isNegative() || kept.isZero()) {
            throw new IllegalArgumentException("alarms must be kept for some time: " + kept);
        }
        this.alarms = database.getCollection(CollectionNames.ALARM);
        this.kept = kept;
        this.clock = clock;
    }

    /** A timer calls it. */
    public void sweep() {
        Date before = Date.from(clock.instant().minus(kept));
        long forgotten = new BatchDeletion(alarms).delete(Filters.lt("received_at", before));
        if (forgotten > 0) {
            LOG.info("alarms forgotten count={} kept_days={}", forgotten, kept.toDays());
        }
    }
}

package routes.store;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import routes.event.EventStatus;
import routes.health.ledger.LedgerCounts;
import routes.notice.NoticeState;

/** Counts for the ledger. Each question is one aggregation over the documents of the period. */
public final class MongoLedgerCounts implements LedgerCounts {
    private static final List<String> SENT_TRANSITIONS = List.of("opened", "escalated", "resolved");

    private final MongoCollection<Document> alarms;
    private final MongoCollection<Document> events;
    private final MongoCollection<Document> notices;
    private final MongoCollection<Document> gatherings;
    private final MongoCollection<Document> spool;

    public MongoLedgerCounts(MongoDatabase database) {
        alarms = database.getCollection(CollectionNames.ALARM);
        events = database.getCollection(CollectionNames.EVENT);
        notices = database.getCollection(CollectionNames.NOTICE);
        gatherings = database.getCollection(CollectionNames.GATHERING);
        spool = database.getCollection(CollectionNames.SPOOL);
    }

    @Override
    public Map<String, Map<String, Long>> alarms(Instant from, Instant to) {
        Map<String, Map<String, Long>> counts = new HashMap<>();
        alarms.aggregate(List.of(match(within("received_at", from, to)), countBy("source", "outcome")))
                .forEach(row -> counts.computeIfAbsent(key(row, "source"), source -> new HashMap<>())
                        .merge(key(row, "outcome"), count(row), Long::sum));
        return counts;
    }

    @Override
    public Changes changes(Instant from, Instant to) {
        Set<String> withNotices = new HashSet<>();
        notices.find(gte("created_at", Date.from(from)))
                .projection(Projections.include("event_main_id", "revision"))
                .forEach(notice -> withNotices.add(notice.get("event_main_id") + "-" + notice.get("revision")));
        Map<String, Long> unsent = new HashMap<>();
        long[] sentAndUndecided = new long[2];
        events.find(gte("updated_at", Date.from(from)))
                .projection(Projections.include("status", "history.revision", "history.at", "history.transition"))
                .forEach(event -> EventViews.documents(event, "history").stream()
                        .filter(step -> isSent(step, from, to))
                        .forEach(step -> {
                            EventStatus status = status(event);
                            if (withNotices.contains(event.get("_id") + "-" + step.get("revision"))) {
                                sentAndUndecided[0]++;
                            } else if (status == EventStatus.INITIAL) {
                                sentAndUndecided[1]++;
                            } else {
                                unsent.merge(reason(status), 1L, Long::sum);
                            }
                        }));
        return new Changes(sentAndUndecided[0], unsent, sentAndUndecided[1]);
    }

    @Override
    public Map<String, Map<NoticeState, Long>> notices(Instant from, Instant to) {
        Map<String, Map<NoticeState, Long>> counts = new HashMap<>();
        Bson noCarrier = exists(NoticeDocuments.BUNDLE, false);
        notices.aggregate(List.of(
                        match(and(within("created_at", from, to), noCarrier)), countBy("notice_channel", "state")))
                .forEach(row -> counts.computeIfAbsent(
                                key(row, "notice_channel"), channel -> new EnumMap<>(NoticeState.class))
                        .merge(NoticeState.valueOf(key(row, "state")), count(row), Long::sum));
        return counts;
    }

    @Override
    public long spooled() {
        return spool.estimatedDocumentCount();
    }

    @Override
    public Overdue overdue(Instant before) {
        long undispatched = events.countDocuments(
                and(eq("status", EventStatus.INITIAL.code()), lt("updated_at", Date.from(before))));
        Bson due = lt(NoticeDocuments.DUE_KEY, NoticeDocuments.dueKey(before, ""));
        Document oldest = notices.find(due)
                .projection(Projections.include(NoticeDocuments.DUE_KEY))
                .sort(Sorts.ascending(NoticeDocuments.DUE_KEY))
                .first();
        String since =
                oldest == null ? "" : oldest.getString(NoticeDocuments.DUE_KEY).split(" ")[0];
        long rest = gatherings.countDocuments(lt(MongoOpenBundles.DUE_KEY, NoticeDocuments.dueKey(before, "")))
                + notices.countDocuments(lt(NoticeDocuments.SETTLE_KEY, NoticeDocuments.dueKey(before, "")));
        return new Overdue(undispatched, rest + (oldest == null ? 0 : notices.countDocuments(due)), since);
    }

    private static boolean isSent(Document step, Instant from, Instant to) {
        Instant at = step.getDate("at").toInstant();
        return !at.isBefore(from) && at.isBefore(to) && SENT_TRANSITIONS.contains(step.getString("transition"));
    }

    /** A change without a notice, of an event with notices of other revisions, matched no subscription. */
    private static String reason(EventStatus status) {
        return switch (status) {
            case CHATOPS_NOT_MATCHED, CHATOPS_RULE_FILTERED, CHATOPS_RULE_RESTRAINED -> status.name()
                    .toLowerCase(Locale.ROOT);
            default -> "unmatched";
        };
    }

    private static EventStatus status(Document event) {
        return EventStatus.ofCode(event.getInteger("status", EventStatus.INITIAL.code()))
                .orElse(EventStatus.INITIAL);
    }

    private static Bson within(String field, Instant from, Instant to) {
        return and(gte(field, Date.from(from)), lt(field, Date.from(to)));
    }

    private static Bson countBy(String one, String other) {
        return group(new Document(one, "$" + one).append(other, "$" + other), sum("count", 1L));
    }

    private static String key(Document row, String field) {
        return String.valueOf(row.get("_id", Document.class).get(field));
    }

    private static long count(Document row) {
        return row.get("count", Number.class).longValue();
    }
}

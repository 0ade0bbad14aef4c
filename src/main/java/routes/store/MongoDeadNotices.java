package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import routes.notice.NoticeState;
import routes.notice.replay.DeadNotices;
import routes.notice.replay.ReplayFilter;
import routes.notice.replay.ReplayJob;

/** Dead and skipped notices in MongoDB. */
public final class MongoDeadNotices implements DeadNotices {
    private static final BulkWriteOptions ANY_ORDER = new BulkWriteOptions().ordered(false);
    private static final String REPLAYS = "replays";
    private static final String RECOVERED = "recovered";
    private static final String STATE = "state";

    /** Missing in a notice that something else wrote: it counts as 0. */
    private static final String VERSION = "version";

    private static final Bson SEEN = Projections.include(
            "event_main_id", STATE, VERSION, "attempt_count", "attempts_before", REPLAYS, NoticeDocuments.DEAD_KEY);

    private final MongoCollection<Document> notices;
    private final RecoveredEvents recovered;

    public MongoDeadNotices(MongoDatabase database) {
        notices = database.getCollection(CollectionNames.NOTICE);
        recovered = new RecoveredEvents(database);
    }

    @Override
    public List<DeadNotice> next(ReplayJob job, int limit) {
        return notices.find(and(conditions(job)))
                .projection(SEEN)
                .sort(Sorts.ascending(NoticeDocuments.DEAD_KEY))
                .limit(limit)
                .map(MongoDeadNotices::seen)
                .into(new ArrayList<>());
    }

    private static List<Bson> conditions(ReplayJob job) {
        ReplayFilter filter = job.order().filter();
        List<Bson> conditions = new ArrayList<>(List.of(
                gt(NoticeDocuments.DEAD_KEY, job.progress().cursor()),
                in(STATE, filter.states().stream().map(Enum::name).toList()),
                lte(NoticeDocuments.DEAD_KEY, job.until()),
                ne(REPLAYS + ".id", job.id())));
        Optional.ofNullable(filter.channel()).ifPresent(value -> conditions.add(eq("notice_channel", value)));
        Optional.ofNullable(filter.target()).ifPresent(value -> conditions.add(NoticeDocuments.aimedAt(value)));
        Optional.ofNullable(filter.reason()).ifPresent(value -> conditions.add(eq("reason", value)));
        Optional.ofNullable(filter.eventLevel()).ifPresent(value -> conditions.add(eq("event_level", value.name())));
        Optional.ofNullable(filter.from()).ifPresent(value -> conditions.add(gte("created_at", Date.from(value))));
        Optional.ofNullable(filter.to()).ifPresent(value -> conditions.add(lte("created_at", Date.from(value))));
        return conditions;
    }

    @Override
    public String newest() {
        return Optional.ofNullable(notices.find(gt(NoticeDocuments.DEAD_KEY, ""))
                        .projection(Projections.include(NoticeDocuments.DEAD_KEY))
                        .sort(Sorts.descending(NoticeDocuments.DEAD_KEY))
                        .first())
                .flatMap(found -> StoredFields.text(found, NoticeDocuments.DEAD_KEY))
                .orElse("");
    }

    @Override
    public Optional<DeadNotice> byId(String id) {
        return Optional.ofNullable(notices.find(eq("_id", new ObjectId(id)))
                        .projection(SEEN)
                        .first())
                .filter(MongoDeadNotices::ours)
                .map(MongoDeadNotices::seen);
    }

    /** Notices of VeAIOps have no state of ours. */
    private static boolean ours(Document notice) {
        return notice.get("event_main_id") instanceof ObjectId
                && StoredFields.text(notice, STATE)
                        .filter(state -> Arrays.stream(NoticeState.values())
                                .anyMatch(known -> known.name().equals(state)))
                        .isPresent();
    }

    private static DeadNotice seen(Document document) {
        return new DeadNotice(
                StoredFields.id(document),
                StoredFields.text(document, NoticeDocuments.DEAD_KEY).orElse(""),
                document.getObjectId("event_main_id").toHexString(),
                NoticeState.valueOf(document.getString(STATE)),
                StoredFields.of(document, VERSION, Number.class)
                        .map(Number::longValue)
                        .orElse(0L),
                count(document, "attempt_count"),
                count(document, "attempts_before"),
                EventViews.documents(document, REPLAYS).stream()
                        .map(mark -> mark.getString("id"))
                        .collect(Collectors.toSet()));
    }

    private static int count(Document document, String field) {
        return StoredFields.of(document, field, Number.class)
                .map(Number::intValue)
                .orElse(0);
    }

    @Override
    public Set<String> pointless(Collection<DeadNotice> dead) {
        Set<String> eventIds = dead.stream().map(DeadNotice::eventId).collect(Collectors.toSet());
        RecoveredEvents.Found found = recovered.among(eventIds);
        Set<String> pointless = new HashSet<>();
        notices.find(in(
                        "_id",
                        dead.stream()
                                .filter(notice -> found.over(notice.eventId()))
                                .map(notice -> new ObjectId(notice.id()))
                                .toList()))
                .projection(Projections.include("event_main_id", "transition", "notice_channel", "target"))
                .forEach(notice -> {
                    if (!found.stillWanted(notice)) {
                        pointless.add(StoredFields.id(notice));
                    }
                });
        return pointless;
    }

    @Override
    public int move(List<Move> moves) {
        return moves.isEmpty()
                ? 0
                : notices.bulkWrite(
                                moves.stream().map(MongoDeadNotices::moveOne).toList(), ANY_ORDER)
                        .getModifiedCount();
    }

    private static UpdateOneModel<Document> moveOne(Move move) {
        DeadNotice notice = move.notice();
        Bson unchanged = eq(VERSION, notice.version());
        if (notice.version() == 0) {
            unchanged = or(unchanged, exists(VERSION, false));
        }
        Bson asRead = and(eq("_id", new ObjectId(notice.id())), unchanged);
        List<Bson> changes = new ArrayList<>(List.of(
                Updates.push(REPLAYS, mark(move)),
                Updates.unset(NoticeDocuments.DEAD_KEY),
                Updates.unset(NoticeDocuments.CARRIED_BY)));
        Instant due = move.due();
        if (due == null) {
            changes.add(Updates.set("reason", RECOVERED));
        } else {
            changes.add(Updates.set("reason", null));
            changes.add(Updates.set("attempt_count", 0));
            changes.add(Updates.set("attempts_before", notice.attemptsBefore() + notice.attempts()));
            changes.add(Updates.set(NoticeDocuments.WAITING_SINCE, Date.from(due)));
            changes.add(Updates.set("next_attempt_at", Date.from(due)));
            changes.add(Updates.set(NoticeDocuments.DUE_KEY, NoticeDocuments.dueKey(due, notice.id())));
        }
        return new NoticeMove(notice.state(), move.next())
                .one(asRead, move.mark().at(), changes);
    }

    private static Document mark(Move move) {
        return new Document("id", move.mark().id())
                .append("at", Date.from(move.mark().at()))
                .append("by", move.mark().by())
                .append("outcome", move.next().name())
                .append(
                        "attempts_before",
                        move.notice().attemptsBefore() + move.notice().attempts());
    }

    @Override
    public List<Moved> moved(String replayId, Collection<String> ids) {
        List<Moved> moved = new ArrayList<>();
        notices.find(in("_id", ids.stream().map(ObjectId::new).toList()))
                .projection(Projections.include("event_main_id", REPLAYS))
                .forEach(notice -> EventViews.documents(notice, REPLAYS).stream()
                        .filter(mark -> replayId.equals(mark.getString("id")))
                        .map(mark -> new Moved(
                                notice.getObjectId("event_main_id").toHexString(),
                                NoticeState.valueOf(mark.getString("outcome"))))
                        .forEach(moved::add));
        return moved;
    }
}

package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import routes.threshold.rule.Refresh;
import routes.threshold.rule.Refreshes;

/** Refreshes in MongoDB, in VeAIOps' collection; the details stand in the round. */
public final class MongoRefreshes implements Refreshes {
    static final String OPEN = "open";
    static final String TICK = "tick";
    private static final int PROCESSING = 2;
    private static final int COMPLETED = 3;
    private static final FindOneAndUpdateOptions CHANGED =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> refreshes;

    public MongoRefreshes(MongoDatabase database) {
        refreshes = database.getCollection(CollectionNames.REFRESH_RECORD);
    }

    @Override
    public String newId() {
        return new ObjectId().toHexString();
    }

    @Override
    public boolean open(Refresh refresh, @Nullable Instant tick) {
        Document document = new Document("_id", new ObjectId(refresh.id()))
                .append("status", refresh.isOver() ? COMPLETED : PROCESSING)
                .append(
                        "task_all",
                        refresh.details().stream()
                                .map(detail -> new ObjectId(detail.taskId()))
                                .toList())
                .append("details", details(refresh))
                .append("rev", 0L)
                .append("created_at", Date.from(refresh.createdAt()))
                .append("updated_at", Date.from(refresh.createdAt()));
        if (!refresh.isOver()) {
            document.append(OPEN, OPEN);
        }
        if (tick != null) {
            document.append(TICK, Date.from(tick));
        }
        return DuplicateKeys.absent(() -> refreshes.insertOne(document));
    }

    @Override
    public Optional<Refresh> latest() {
        return Optional.ofNullable(refreshes
                        .find()
                        .sort(Sorts.descending("created_at", "_id"))
                        .first())
                .map(MongoRefreshes::refresh);
    }

    @Override
    public Optional<Refresh> claim(String owner, Instant now, Instant leaseUntil) {
        Bson free = Filters.and(
                Filters.eq(OPEN, OPEN),
                Filters.or(Filters.exists("lease_until", false), Filters.lte("lease_until", Date.from(now))));
        return Optional.ofNullable(refreshes.findOneAndUpdate(
                        free,
                        Updates.combine(
                                Updates.set("owner", owner),
                                Updates.set("lease_until", Date.from(leaseUntil)),
                                Updates.inc("rev", 1L)),
                        CHANGED))
                .map(MongoRefreshes::refresh);
    }

    @Override
    public void save(Refresh refresh, boolean release, Instant now) {
        List<Bson> changes = new ArrayList<>(
                List.of(Updates.set("details", details(refresh)), Updates.set("updated_at", Date.from(now))));
        if (release) {
            changes.add(Updates.unset("lease_until"));
        }
        if (refresh.isOver()) {
            changes.add(Updates.set("status", COMPLETED));
            changes.add(Updates.unset(OPEN));
        }
        refreshes.updateOne(
                Filters.and(
                        StoredLists.byId(refresh.id()),
                        Filters.eq("owner", refresh.owner()),
                        Filters.eq("rev", refresh.revision())),
                Updates.combine(changes));
    }

    private static List<Document> details(Refresh refresh) {
        return refresh.details().stream()
                .map(detail -> new Document("task_id", detail.taskId())
                        .append("version_id", detail.versionId())
                        .append("state", detail.state().name())
                        .append("error", detail.error()))
                .toList();
    }

    private static Refresh refresh(Document document) {
        Object stored = document.get("details");
        List<Refresh.Detail> details = stored instanceof List<?> list
                ? list.stream()
                        .map(Document.class::cast)
                        .map(detail -> new Refresh.Detail(
                                detail.getString("task_id"),
                                detail.getString("version_id"),
                                Refresh.State.valueOf(detail.getString("state")),
                                detail.getString("error")))
                        .toList()
                : List.of();
        return new Refresh(
                StoredFields.id(document),
                details,
                StoredFields.text(document, "owner").orElse(null),
                StoredFields.of(document, "rev", Number.class)
                        .map(Number::longValue)
                        .orElse(0L),
                StoredFields.instant(document, "created_at").orElse(Instant.EPOCH));
    }
}

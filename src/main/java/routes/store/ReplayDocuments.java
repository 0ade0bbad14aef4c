package routes.store;

import com.mongodb.client.model.Updates;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import routes.alarm.Level;
import routes.notice.NoticeState;
import routes.notice.replay.ReplayFilter;
import routes.notice.replay.ReplayJob;
import routes.notice.replay.ReplayState;

/** A {@link ReplayJob} as a document of {@code veaiops__replay}. */
final class ReplayDocuments {
    private ReplayDocuments() {}

    static Document document(ReplayJob job) {
        ReplayJob.Order order = job.order();
        Document document = new Document("_id", order.id())
                .append("filter", filter(order.filter()))
                .append("rate_per_minute", order.ratePerMinute())
                .append("skip_recovered", order.skipRecovered())
                .append("by", order.by())
                .append("created_at", Date.from(order.createdAt()))
                .append("until", job.until())
                .append("version", job.version())
                .append(MongoReplayJobs.TURN, NoticeDocuments.dueKey(order.createdAt(), order.id()));
        document.putAll(fields(job.progress()));
        return document;
    }

    static List<Bson> progress(ReplayJob.Progress progress) {
        return fields(progress).entrySet().stream()
                .map(field -> Updates.set(field.getKey(), field.getValue()))
                .toList();
    }

    static ReplayJob job(Document document) {
        ReplayJob.Order order = new ReplayJob.Order(
                document.getString("_id"),
                filter(document.get("filter", Document.class)),
                document.getInteger("rate_per_minute"),
                document.getBoolean("skip_recovered"),
                document.getString("by"),
                document.getDate("created_at").toInstant());
        return new ReplayJob(
                order,
                document.getString("until"),
                progress(document),
                document.getString("owner"),
                document.get("version", Number.class).longValue());
    }

    private static ReplayJob.Progress progress(Document document) {
        return new ReplayJob.Progress(
                ReplayState.valueOf(document.getString("state")),
                document.getString("cursor"),
                document.getDate("next_slot").toInstant(),
                document.getList("batch", String.class),
                document.get("replayed", Number.class).longValue(),
                document.get("suppressed", Number.class).longValue(),
                document.get("passed", Number.class).longValue(),
                document.getDate("updated_at").toInstant());
    }

    private static Document fields(ReplayJob.Progress progress) {
        return new Document("state", progress.state().name())
                .append("cursor", progress.cursor())
                .append("next_slot", Date.from(progress.nextSlot()))
                .append("batch", progress.batch())
                .append("replayed", progress.replayed())
                .append("suppressed", progress.suppressed())
                .append("passed", progress.passed())
                .append("updated_at", Date.from(progress.updatedAt()));
    }

    private static Document filter(ReplayFilter filter) {
        return new Document(
                        "states",
                        filter.states().stream().map(Enum::name).sorted().toList())
                .append("channel", filter.channel())
                .append("target", filter.target())
                .append("reason", filter.reason())
                .append(
                        "event_level",
                        filter.eventLevel() == null ? null : filter.eventLevel().name())
                .append("from", StoredFields.date(filter.from()))
                .append("to", StoredFields.date(filter.to()));
    }

    private static ReplayFilter filter(Document stored) {
        Set<NoticeState> states = stored.getList("states", String.class).stream()
                .map(NoticeState::valueOf)
                .collect(Collectors.toSet());
        return new ReplayFilter(
                states,
                stored.getString("channel"),
                stored.getString("target"),
                stored.getString("reason"),
                StoredFields.text(stored, "event_level").map(Level::valueOf).orElse(null),
                StoredFields.instant(stored, "from").orElse(null),
                StoredFields.instant(stored, "to").orElse(null));
    }
}

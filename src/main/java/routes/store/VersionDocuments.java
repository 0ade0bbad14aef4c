package routes.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;
import routes.common.security.ActingUser;
import routes.datasource.SeriesRange;
import routes.threshold.Direction;
import routes.threshold.task.TaskVersion;
import routes.threshold.task.VersionStatus;

/** A {@link TaskVersion} as a document with VeAIOps' field names. */
final class VersionDocuments {
    /** Unique and sparse, sorts by priority and age: present while the version is to be computed. */
    static final String TURN = "turn_key";

    static final String CONFIGURATION = "configuration";

    private VersionDocuments() {}

    static Document document(TaskVersion version) {
        TaskVersion.Ask ask = version.ask();
        return new Document("_id", new ObjectId(version.id()))
                .append("task_id", new ObjectId(version.taskId()))
                .append("version", version.version())
                .append("metric_template_value", BsonJson.toBson(ask.template()))
                .append("n_count", ask.window())
                .append("direction", ask.direction().wireName())
                .append("sensitivity", ask.sensitivity())
                .append("priority", ask.priority())
                .append("sync", ask.sync())
                .append("status", version.status().wireName())
                .append("result", null)
                .append("progress", progress(version.progress()))
                .append("attempts", 0)
                .append("rev", 0L)
                .append(TURN, turn(ask.priority(), version.createdAt(), version.id()))
                .append("created_user", ActingUser.name())
                .append("created_at", Date.from(version.createdAt()))
                .append("updated_user", ActingUser.name())
                .append("updated_at", Date.from(version.updatedAt()));
    }

    static String turn(int priority, Instant since, String id) {
        return (9 - priority) + " " + Json.text(since) + " " + id;
    }

    static Document progress(TaskVersion.Progress progress) {
        return new Document("slots", progress.slots())
                .append("fetched", progress.fetched())
                .append("total", progress.series())
                .append("computed", progress.computed());
    }

    static TaskVersion version(Document document) {
        Instant created = StoredFields.instant(document, "created_at").orElse(Instant.EPOCH);
        return new TaskVersion(
                StoredFields.id(document),
                String.valueOf(document.get("task_id")),
                number(document, "version"),
                ask(document),
                StoredFields.text(document, "status")
                        .flatMap(VersionStatus::named)
                        .orElse(VersionStatus.FAILED),
                StoredFields.text(document, "error_message").orElse(null),
                range(document),
                StoredFields.text(document, CONFIGURATION).orElse(null),
                progress(StoredFields.of(document, "progress", Document.class).orElseGet(Document::new)),
                new TaskVersion.Work(
                        StoredFields.text(document, "owner").orElse(null),
                        number(document, "attempts"),
                        StoredFields.of(document, "rev", Number.class)
                                .map(Number::longValue)
                                .orElse(0L)),
                created,
                StoredFields.instant(document, "updated_at").orElse(created));
    }

    private static TaskVersion.Ask ask(Document document) {
        Object template = document.get("metric_template_value");
        return new TaskVersion.Ask(
                BsonJson.toJson(template) instanceof ObjectNode node ? node : JsonNodeFactory.instance.objectNode(),
                Math.max(1, number(document, "n_count")),
                StoredFields.text(document, "direction")
                        .flatMap(Direction::ofWireName)
                        .orElse(Direction.BOTH),
                StoredFields.of(document, "sensitivity", Number.class)
                        .map(Number::doubleValue)
                        .orElse(0.5),
                Math.max(TaskVersion.LOW, number(document, "priority")),
                StoredFields.of(document, "sync", Boolean.class).orElse(false));
    }

    private static @Nullable SeriesRange range(Document document) {
        Optional<Instant> start = StoredFields.instant(document, "range_start");
        Optional<Instant> end = StoredFields.instant(document, "range_end");
        return start.isPresent() && end.isPresent() ? new SeriesRange(start.get(), end.get()) : null;
    }

    private static TaskVersion.Progress progress(Document document) {
        return new TaskVersion.Progress(
                number(document, "slots"),
                number(document, "fetched"),
                number(document, "total"),
                number(document, "computed"));
    }

    private static int number(Document document, String field) {
        return StoredFields.of(document, field, Number.class)
                .map(Number::intValue)
                .orElse(0);
    }
}

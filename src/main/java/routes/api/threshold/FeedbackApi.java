package routes.api.threshold;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.common.repository.Listed;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Fields;
import routes.http.Page;
import routes.http.QueryValues;
import routes.threshold.task.HistoryFeedback;
import routes.threshold.task.HistoryFeedbacks;
import routes.threshold.task.RuleEvent;
import routes.threshold.task.RuleEvents;
import routes.threshold.task.Task;
import routes.threshold.task.Tasks;

/** What people say of the history that a task learns from: this was an incident, this was normal, leave this time out. */
public final class FeedbackApi {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Tasks tasks;
    private final HistoryFeedbacks feedbacks;
    private final RuleEvents events;
    private final Clock clock;

    public FeedbackApi(Tasks tasks, HistoryFeedbacks feedbacks, RuleEvents events, Clock clock) {
        this.tasks = tasks;
        this.feedbacks = feedbacks;
        this.events = events;
        this.clock = clock;
    }

    /** The stretch of an event when one is named, and its series; what the body says comes first. */
    public ApiAnswer create(ApiRequest request) {
        Task task = task(request);
        Fields fields = Fields.of(request);
        Optional<RuleEvent> event = event(task, fields);
        Instant start = time(request, fields, "start_time")
                .or(() -> event.map(RuleEvent::start))
                .orElseThrow(() -> RefusedRequest.invalid(
                        "start_time", "start_time is required, or event_id: feedback must say of when it speaks"));
        Instant end = time(request, fields, "end_time")
                .orElseGet(() -> event.map(RuleEvent::end).orElse(null));
        requireStretch(start, end, event.isPresent());
        HistoryFeedback feedback = new HistoryFeedback(
                feedbacks.newId(),
                task.dataSourceId(),
                HistoryFeedback.Kind.of(fields.text("kind")),
                series(fields, event),
                start,
                end,
                fields.has("start_time") ? null : event.map(RuleEvent::id).orElse(null),
                fields.text("created_by"),
                fields.optionalText("comment").orElse(""),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        feedbacks.put(feedback);
        return ApiAnswer.created(json(feedback));
    }

    public ApiAnswer list(ApiRequest request) {
        Task task = task(request);
        Page page = request.page();
        Listed<HistoryFeedback> found = feedbacks.list(task.dataSourceId(), page.skip(), page.limit());
        return ApiAnswer.list(found.items().stream().map(FeedbackApi::json).toList(), page, found.total());
    }

    public ApiAnswer delete(ApiRequest request) {
        Task task = task(request);
        String id = request.idParameter("feedback_id");
        if (!feedbacks.delete(task.dataSourceId(), id)) {
            throw RefusedRequest.of(ErrorCode.NOT_FOUND, "the task has no feedback " + id);
        }
        return ApiAnswer.ok(null);
    }

    private Task task(ApiRequest request) {
        String id = request.idParameter("task_id");
        return tasks.find(id).orElseThrow(() -> RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no task " + id));
    }

    private Optional<RuleEvent> event(Task task, Fields fields) {
        if (!fields.has("event_id")) {
            return Optional.empty();
        }
        String id = fields.id("event_id");
        return Optional.of(events.find(id)
                .filter(event -> event.dataSourceId().equals(task.dataSourceId()))
                .orElseThrow(
                        () -> RefusedRequest.invalid("event_id", "event_id: no rule of this task raised event " + id)));
    }

    private static Optional<Instant> time(ApiRequest request, Fields fields, String name) {
        return fields.optionalText(name).map(text -> QueryValues.instant(name, text, request.zone()));
    }

    private static void requireStretch(Instant start, @Nullable Instant end, boolean ofEvent) {
        if (end == null && !ofEvent) {
            throw RefusedRequest.invalid("end_time", "end_time is required where no event is named");
        }
        if (end != null && end.isBefore(start)) {
            throw RefusedRequest.invalid("end_time", "end_time must not be before start_time");
        }
    }

    private static Set<String> series(Fields fields, Optional<RuleEvent> event) {
        return fields.optionalText("unique_key")
                .map(Set::of)
                .or(() -> event.map(RuleEvent::series))
                .orElse(Set.of());
    }

    private static ObjectNode json(HistoryFeedback feedback) {
        ObjectNode node = NODES.objectNode()
                .put("_id", feedback.id())
                .put("kind", feedback.kind().wireName())
                .put("start_time", Json.text(feedback.start()))
                .put("end_time", feedback.end() == null ? null : Json.text(feedback.end()))
                .put("event_id", feedback.eventId())
                .put("created_by", feedback.by())
                .put("comment", feedback.comment())
                .put("created_at", Json.text(feedback.at()));
        ArrayNode series = node.putArray("series");
        feedback.series().stream().sorted().forEach(series::add);
        return node;
    }
}

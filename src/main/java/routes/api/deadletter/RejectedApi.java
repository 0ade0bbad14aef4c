package routes.api.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;
import routes.alarm.rejected.RejectedBody;
import routes.alarm.rejected.RejectedFilter;
import routes.alarm.rejected.RejectedReplay;
import routes.alarm.rejected.RejectedRepository;
import routes.alarm.rejected.RejectedState;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Page;

/** The alarm bodies that were refused: shown, tried without effect, replayed, discarded. */
public final class RejectedApi {
    private static final RejectedFilter WAITING =
            new RejectedFilter(List.of(), List.of(), List.of(RejectedState.REJECTED), null, null);

    private final RejectedRepository book;
    private final RejectedReplay replay;

    public RejectedApi(RejectedRepository book, RejectedReplay replay) {
        this.book = book;
        this.replay = replay;
    }

    public ApiAnswer list(ApiRequest request) {
        Page page = request.page();
        RejectedFilter filter = new RejectedFilter(
                request.queryAll("source"),
                request.queryAll("error"),
                StrictQuery.oneOfAll(request, "state", RejectedState.class),
                StrictQuery.instant(request, "from"),
                StrictQuery.instant(request, "to"));
        RejectedRepository.Found found = book.find(filter, page.skip(), page.limit());
        return ApiAnswer.list(found.bodies().stream().map(RejectedView::of).toList(), page, found.total());
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(RejectedView.withBody(rejected(request)));
    }

    /** What the converter of today makes of the body: the alarms, or what is still wrong. */
    public ApiAnswer preview(ApiRequest request) {
        RejectedBody rejected = rejected(request);
        try {
            return ApiAnswer.ok(new Preview(true, replay.preview(rejected), null, null, null));
        } catch (RefusedRequest e) {
            return ApiAnswer.ok(
                    new Preview(false, List.of(), e.code().wireName(), e.field().orElse(null), e.getMessage()));
        }
    }

    /** @param alarms as they would be appended; empty when the body still cannot be used */
    public record Preview(
            boolean usable,
            List<Alarm> alarms,
            @Nullable String error,
            @Nullable String field,
            @Nullable String message) {}

    public ApiAnswer replay(ApiRequest request) {
        RejectedBody rejected = rejected(request);
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("_id", rejected.id());
        shown.put("alarm_ids", replay.replay(rejected));
        return ApiAnswer.ok(shown);
    }

    public ApiAnswer replayAll(ApiRequest request) {
        JsonNode body = request.json(JsonNode.class);
        Optional<JsonNode> filter = StrictQuery.filter(body);
        return ApiAnswer.ok(replay.replayAll(
                filter.map(wanted -> filter(wanted, request.zone())).orElse(WAITING), StrictQuery.text(body, "after")));
    }

    public ApiAnswer discard(ApiRequest request) {
        replay.discard(rejected(request));
        return ApiAnswer.ok(true);
    }

    private static RejectedFilter filter(JsonNode filter, ZoneId zone) {
        return new RejectedFilter(
                oneOrNone(filter, "source"),
                oneOrNone(filter, "error"),
                List.of(RejectedState.REJECTED),
                StrictQuery.instant(filter, "from", zone),
                StrictQuery.instant(filter, "to", zone));
    }

    private static List<String> oneOrNone(JsonNode filter, String name) {
        return Optional.ofNullable(StrictQuery.text(filter, name)).stream().toList();
    }

    private RejectedBody rejected(ApiRequest request) {
        String id = request.idParameter("id");
        return book.byId(id)
                .orElseThrow(
                        () -> RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no rejected body with the id " + id));
    }
}

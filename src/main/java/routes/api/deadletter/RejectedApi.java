package routes.api.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;
import routes.api.ApiAnswer;
import routes.api.ApiRequest;
import routes.api.Page;
import routes.error.ErrorCode;
import routes.error.RefusedRequest;
import routes.rejected.RejectedBody;
import routes.rejected.RejectedBook;
import routes.rejected.RejectedFilter;
import routes.rejected.RejectedReplay;
import routes.rejected.RejectedState;

/** The alarm bodies that were refused: shown, tried without effect, replayed, discarded. */
public final class RejectedApi {
    private static final Set<String> FIELDS = Set.of("filter", "all", "after");
    private static final Set<String> FILTER = Set.of("source", "error", "from", "to");

    private static final RejectedFilter WAITING =
            new RejectedFilter(List.of(), List.of(), List.of(RejectedState.REJECTED), null, null);

    private final RejectedBook book;
    private final RejectedReplay replay;

    public RejectedApi(RejectedBook book, RejectedReplay replay) {
        this.book = book;
        this.replay = replay;
    }

    public ApiAnswer list(ApiRequest request) {
        Page page = request.page();
        RejectedFilter filter = new RejectedFilter(
                request.queryAll("source"),
                request.queryAll("error"),
                Asked.oneOfAll(request, "state", RejectedState.class),
                Asked.instant(request, "from"),
                Asked.instant(request, "to"));
        RejectedBook.Found found = book.find(filter, page.skip(), page.limit());
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
        JsonNode body = Asked.body(request, FIELDS);
        Optional<JsonNode> filter = Asked.filter(body, FILTER);
        return ApiAnswer.ok(replay.replayAll(
                filter.map(wanted -> filter(wanted, request.zone())).orElse(WAITING), Asked.text(body, "after")));
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
                Asked.instant(filter, "from", zone),
                Asked.instant(filter, "to", zone));
    }

    private static List<String> oneOrNone(JsonNode filter, String name) {
        return Optional.ofNullable(Asked.text(filter, name)).stream().toList();
    }

    private RejectedBody rejected(ApiRequest request) {
        String id = request.idParameter("id");
        return book.byId(id)
                .orElseThrow(
                        () -> RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no rejected body with the id " + id));
    }
}

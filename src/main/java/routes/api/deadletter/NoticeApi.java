package routes.api.deadletter;

import java.util.List;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Page;
import routes.notice.NoticeFilter;
import routes.notice.NoticeQueries;
import routes.notice.NoticeState;

/** The notices as people see them: the list with its filters, and one with all its attempts. */
public final class NoticeApi {
    private final NoticeQueries notices;

    public NoticeApi(NoticeQueries notices) {
        this.notices = notices;
    }

    public ApiAnswer list(ApiRequest request) {
        Page page = request.page();
        NoticeQueries.Found found = notices.find(filter(request), page.skip(), page.limit());
        return ApiAnswer.list(found.notices(), page, found.total());
    }

    public ApiAnswer get(ApiRequest request) {
        String id = request.idParameter("id");
        return notices.byIds(List.of(id)).stream()
                .findFirst()
                .map(ApiAnswer::ok)
                .orElseThrow(() -> RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no notice with the id " + id));
    }

    private static NoticeFilter filter(ApiRequest request) {
        return new NoticeFilter(
                StrictQuery.oneOfAll(request, "state", NoticeState.class),
                request.queryAll("channel"),
                request.query("target").orElse(null),
                request.queryAll("reason"),
                request.query("subscription_id").orElse(null),
                StrictQuery.id(request, "event_id"),
                StrictQuery.instant(request, "from"),
                StrictQuery.instant(request, "to"));
    }
}

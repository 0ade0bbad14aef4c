package routes.api;

import java.time.Clock;
import java.util.Optional;
import routes.account.ConfigMark;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Query;
import routes.common.repository.Repository;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.QueryValues;

/** Which folder of files owns which thing of the configuration. */
public final class ConfigMarkApi {
    private static final String TAKE_OVER = "take_over";

    private final Resource<ConfigMark> marks;

    public ConfigMarkApi(Repository<ConfigMark> marks, Clock clock) {
        this.marks = new Resource<>(marks, ConfigMark.class, "mark", () -> {}, clock);
    }

    public ApiAnswer list(ApiRequest request) {
        return marks.list(request, Query.ALL);
    }

    /** Writes the mark of a thing; that of another owner is replaced only when it is asked for. */
    public ApiAnswer put(ApiRequest request) {
        ConfigMark wanted = marks.fresh(request);
        Optional<ConfigMark> before =
                marks.records().first(Query.ALL.equal("kind", wanted.kind()).equal("name", wanted.name()));
        if (before.isEmpty()) {
            return ApiAnswer.ok(marks.insert(wanted, "another apply has just marked it: apply again"));
        }
        boolean others = !before.get().owner().equals(wanted.owner());
        if (others
                && !request.query(TAKE_OVER)
                        .map(text -> QueryValues.flag(TAKE_OVER, text))
                        .orElse(false)) {
            throw RefusedRequest.of(
                    ErrorCode.CONFLICT,
                    wanted.kind() + " " + wanted.name() + " is owned by "
                            + before.get().owner());
        }
        return ApiAnswer.ok(marks.replace(marks.replaced(before.get(), request)));
    }

    public ApiAnswer delete(ApiRequest request) {
        ConfigMark before = marks.existing(request, "uid");
        marks.delete(before.id());
        return ApiAnswer.ok(before);
    }
}

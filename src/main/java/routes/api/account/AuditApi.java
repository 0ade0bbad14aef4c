package routes.api.account;

import java.util.List;
import java.util.Locale;
import routes.account.AuditLog;
import routes.account.AuditRecord;
import routes.common.repository.Listed;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Page;
import routes.http.QueryValues;

/** The audit as supervisors see it. */
public final class AuditApi {
    private final AuditLog log;

    public AuditApi(AuditLog log) {
        this.log = log;
    }

    public ApiAnswer list(ApiRequest request) {
        Page page = request.page();
        Listed<AuditRecord> found = log.list(
                new AuditLog.Filter(
                        request.query("actor").orElse(null),
                        request.query("operation").orElse(null),
                        all(request, "kind", AuditRecord.Kind.class),
                        all(request, "outcome", AuditRecord.Outcome.class),
                        request.instant("from").orElse(null),
                        request.instant("to").orElse(null)),
                page.skip(),
                page.limit());
        return ApiAnswer.list(found.items(), page, found.total());
    }

    private static <E extends Enum<E>> List<E> all(ApiRequest request, String name, Class<E> type) {
        return request.queryAll(name).stream()
                .map(word -> QueryValues.oneOf(name, word.toUpperCase(Locale.ROOT), type))
                .toList();
    }
}

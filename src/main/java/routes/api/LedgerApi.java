package routes.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import routes.common.error.RefusedRequest;
import routes.health.ledger.LedgerReport;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;

/** The ledger of a period; without one, of the last day. */
public final class LedgerApi {
    private static final Duration DAY = Duration.ofDays(1);

    private final LedgerReport clerk;
    private final Clock clock;

    public LedgerApi(LedgerReport clerk, Clock clock) {
        this.clerk = clerk;
        this.clock = clock;
    }

    public ApiAnswer ledger(ApiRequest request) {
        Instant to = request.instant("to").orElseGet(clock::instant);
        Instant from = request.instant("from").orElseGet(() -> to.minus(DAY));
        if (!from.isBefore(to)) {
            throw RefusedRequest.invalid("from", "from must be before to");
        }
        return ApiAnswer.ok(clerk.ledger(from, to));
    }
}

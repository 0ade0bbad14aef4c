package routes.steps.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import routes.notice.DeliveryStatuses;

/**
 * Brings the status of events up to date whose process ended between a receipt and its {@link RollUps}. It goes through all
 * events that wait, some at a time, and begins again at the end.
 */
public final class RollUpSweep {
    private final DeliveryStatuses book;
    private final int batch;
    private final Duration grace;
    private final Clock clock;
    private String after = "";

    /**
     * @param batch events that are looked at together
     * @param grace how long an event is left to those who deliver
     */
    public RollUpSweep(DeliveryStatuses book, int batch, Duration grace, Clock clock) {
        this.book = book;
        this.batch = batch;
        this.grace = grace;
        this.clock = clock;
    }

    public void sweep() {
        List<String> waiting = book.waiting(after, clock.instant().minus(grace), batch);
        if (!waiting.isEmpty()) {
            book.rollUp(waiting);
        }
        after = waiting.size() < batch ? "" : waiting.get(waiting.size() - 1);
    }
}

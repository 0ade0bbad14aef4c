package routes.threshold.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refresh that this copy has claimed: each outcome of a task is saved at once. For one thread. */
public final class RefreshRound {
    private final Refreshes refreshes;
    private Refresh refresh;

    RefreshRound(Refreshes refreshes, Refresh claimed) {
        this.refreshes = refreshes;
        this.refresh = claimed;
    }

    /** Tasks without an outcome. */
    List<Refresh.Detail> open() {
        return refresh.details().stream()
                .filter(detail -> !detail.state().isFinal())
                .toList();
    }

    void settle(Refresh.Detail task, Refresh.State state, @Nullable String error, Instant now) {
        List<Refresh.Detail> details = new ArrayList<>(refresh.details());
        details.set(details.indexOf(task), task.became(state, error));
        refresh = refresh.with(details);
        refreshes.save(refresh, false, now);
    }

    /** Closes a refresh that is over; one that is not is free for the next claim. */
    void release(Instant now) {
        refreshes.save(refresh, true, now);
    }
}

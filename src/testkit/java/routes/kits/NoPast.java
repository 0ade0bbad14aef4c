package routes.kits;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import routes.common.repository.Listed;
import routes.threshold.task.HistoryFeedback;
import routes.threshold.task.HistoryFeedbacks;
import routes.threshold.task.PastLookup;
import routes.threshold.task.RuleEvent;
import routes.threshold.task.RuleEvents;

/** A past of which nothing is known: no rule raised an event, and people said nothing. */
public final class NoPast {
    private NoPast() {}

    /** The step that looks up this past. */
    public static PastLookup lookup() {
        return new PastLookup(new NoEvents(), new NoFeedback());
    }

    private static final class NoEvents implements RuleEvents {
        @Override
        public List<RuleEvent> of(String dataSourceId, Instant from, Instant to) {
            return List.of();
        }

        @Override
        public Optional<RuleEvent> find(String eventId) {
            return Optional.empty();
        }
    }

    private static final class NoFeedback implements HistoryFeedbacks {
        @Override
        public String newId() {
            return "000000000000000000000001";
        }

        @Override
        public void put(HistoryFeedback feedback) {
            throw new UnsupportedOperationException("feedback is not kept here");
        }

        @Override
        public List<HistoryFeedback> of(String dataSourceId, Instant from, Instant to) {
            return List.of();
        }

        @Override
        public Listed<HistoryFeedback> list(String dataSourceId, int skip, int limit) {
            return new Listed<>(List.of(), 0);
        }

        @Override
        public boolean delete(String dataSourceId, String id) {
            return false;
        }
    }
}

package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import routes.notice.NoticeState;

/**
 * A move of a stored notice to another state, and the only place that writes that state. A move that the table of
 * {@link NoticeState} does not allow cannot be made.
 *
 * <p>A move raises the version, so that who read the notice before cannot move it any more.
 */
record NoticeMove(Set<NoticeState> from, NoticeState to) {
    private static final String STATE = "state";

    NoticeMove {
        from = Set.copyOf(from);
        for (NoticeState state : from) {
            if (!state.mayBecome(to)) {
                throw new IllegalArgumentException("a notice that is " + state + " cannot become " + to);
            }
        }
    }

    NoticeMove(NoticeState from, NoticeState to) {
        this(Set.of(from), to);
    }

    /** Notices in a state that the move begins with. */
    Bson starts() {
        return in(STATE, from.stream().map(NoticeState::name).toList());
    }

    /** The move together with what else changes. */
    Bson change(Instant at, List<Bson> more) {
        List<Bson> changes = new ArrayList<>(more);
        changes.add(Updates.set(STATE, to.name()));
        changes.add(Updates.set("updated_at", Date.from(at)));
        changes.add(Updates.inc("version", 1L));
        return Updates.combine(changes);
    }

    /** @param which notice, and what must be true of it beside its state */
    UpdateOneModel<Document> one(Bson which, Instant at, List<Bson> more) {
        return new UpdateOneModel<>(and(which, starts()), change(at, more));
    }
}

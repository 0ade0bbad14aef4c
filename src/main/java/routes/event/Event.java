package routes.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;

/**
 * One problem, from its first alarm to its end.
 *
 * @param id 24 hex digits: the id of the alarm that opened it
 * @param content what the latest alarm said
 * @param fingerprint what makes two alarms the same problem
 * @param count how many alarms merged into it
 * @param firstSeen when its first alarm was received
 * @param lastSeen when its latest alarm was received
 * @param level how bad it is now; while it is open the level may fall
 * @param worst how bad it ever was
 * @param times what the source says of time
 * @param revision 1 at the start, plus one at every transition but repeats
 * @param applied the last log position merged: what it covers is merged already
 * @param previousId the event of the same fingerprint that this one follows, if that one was still open or the newest
 * @param history its transitions, newest last, at most {@link #HISTORY} of them
 * @param recent when the events of its fingerprint before it began and ended, as far as that may become flapping; almost
 *     always empty
 */
public record Event(
        String id,
        Content content,
        String fingerprint,
        EventState state,
        Level level,
        Level worst,
        long count,
        Instant firstSeen,
        Instant lastSeen,
        @Nullable Instant resolvedAt,
        Times times,
        long revision,
        LogPosition applied,
        @Nullable String previousId,
        List<Step> history,
        List<Instant> recent) {

    /** How many transitions an event remembers. */
    public static final int HISTORY = 50;

    public Event {
        if (count < 1 || revision < 1) {
            throw new IllegalArgumentException("an event has a count and a revision of at least 1: " + id);
        }
        history = List.copyOf(history);
        recent = List.copyOf(recent);
    }

    public boolean open() {
        return state == EventState.FIRING;
    }

    /** Whether it ends by itself, without a recovery. */
    public boolean expires() {
        return open() && times.expiresAt() != null;
    }

    /** What its latest transition is part of, if its fingerprint flapped then. */
    public Optional<Flapping> flapping() {
        return history.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(history.get(history.size() - 1).flapping());
    }

    /** What the transition to its revision was part of. */
    @Nullable
    Flapping flappingAtRevision() {
        return history.stream()
                .filter(step -> step.revision() == revision)
                .map(Step::flapping)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /**
     * The times by the source's clock, as far as its messages name them.
     *
     * @param startedAt when the problem began; the latest of the open event's messages
     * @param sentAt the time of the latest message: an older message of the same sender is late
     * @param expiresAt when the event ends unless another message comes before; kept when it ended so
     * @param overruledEnd the end that a recovery named before this event, which alarms of the same start then took back:
     *     that recovery, said again, ends nothing
     */
    public record Times(
            @Nullable Instant startedAt,
            @Nullable Instant sentAt,
            @Nullable Instant expiresAt,
            @Nullable Instant overruledEnd) {
        public static final Times NONE = new Times(null, null, null, null);
    }

    /**
     * What the source said of the problem, in VeAIOps' fields.
     *
     * @param raw VeAIOps' {@code raw_data}
     */
    public record Content(
            String source,
            String agentType,
            @Nullable String datasourceType,
            String title,
            String summary,
            Map<String, String> labels,
            List<String> project,
            List<String> product,
            List<String> customer,
            List<String> region,
            routes.alarm.Disposition disposition,
            JsonNode raw) {
        public Content {
            labels = Map.copyOf(labels);
            project = List.copyOf(project);
            product = List.copyOf(product);
            customer = List.copyOf(customer);
            region = List.copyOf(region);
        }
    }

    /**
     * One transition of an event.
     *
     * @param revision the event's revision after it
     * @param position the log record that caused it
     * @param flapping null unless its fingerprint flapped
     */
    public record Step(
            long revision,
            Transition transition,
            Level level,
            Instant at,
            LogPosition position,
            @Nullable Flapping flapping) {}
}

package routes.notice.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A replay of many notices, as it is stored and worked off.
 *
 * @param until the key of the newest notice that was dead when it was started: what comes later is not part of it, so
 *     that it ends; a key and not a time, because the clocks of copies differ
 * @param owner who works on it
 * @param version grows at every change; a change names the version that it read
 */
public record ReplayJob(Order order, String until, Progress progress, @Nullable String owner, long version) {
    public static final int FASTEST = 60_000;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    /**
     * The request.
     *
     * @param id given by the caller, or made; the same id never starts a second replay
     * @param skipRecovered notices of events that are over by now are suppressed instead
     * @param by who started it
     */
    public record Order(
            String id, ReplayFilter filter, int ratePerMinute, boolean skipRecovered, String by, Instant createdAt) {

        public Order {
            if (!validId(id)) {
                throw new IllegalArgumentException("a replay id has 1 to 128 letters, digits or . _ : -");
            }
            if (ratePerMinute < 1 || ratePerMinute > FASTEST) {
                throw new IllegalArgumentException("a replay rate is within 1 to " + FASTEST + ": " + ratePerMinute);
            }
        }

        /** Whether both ask for the same, whenever and by whomever. */
        public boolean sameAs(Order other) {
            return filter.equals(other.filter)
                    && ratePerMinute == other.ratePerMinute
                    && skipRecovered == other.skipRecovered;
        }

        /** The time between two notices. */
        public Duration pace() {
            return Duration.ofMinutes(1).dividedBy(ratePerMinute);
        }
    }

    /**
     * How far it got.
     *
     * @param cursor the key of the last notice that is behind it; empty at the beginning
     * @param nextSlot when the next notice may be due
     * @param batch the notices that are being moved: written down before they are, counted after
     * @param replayed moved back to PENDING
     * @param suppressed not sent again because the event is over
     * @param passed changed otherwise meanwhile
     */
    public record Progress(
            ReplayState state,
            String cursor,
            Instant nextSlot,
            List<String> batch,
            long replayed,
            long suppressed,
            long passed,
            Instant updatedAt) {

        public Progress {
            batch = List.copyOf(batch);
        }

        static Progress none(Instant now) {
            return new Progress(ReplayState.RUNNING, "", now, List.of(), 0, 0, 0, now);
        }
    }

    public static ReplayJob of(Order order, String until) {
        return new ReplayJob(order, until, Progress.none(order.createdAt()), null, 0);
    }

    public static boolean validId(String id) {
        return ID.matcher(id).matches();
    }

    public String id() {
        return order.id();
    }

    ReplayMark mark(Instant now) {
        return new ReplayMark(order.id(), now, order.by());
    }

    /** When the first of the next notices is due: never before now, never closer to the last one than the rate. */
    Instant firstSlot(Instant now) {
        return progress.nextSlot().isAfter(now) ? progress.nextSlot() : now;
    }

    /** With these notices before it, and the slots of those that are sent again taken. */
    ReplayJob planned(List<String> ids, int sends, Instant now) {
        Instant next = firstSlot(now).plus(order.pace().multipliedBy(sends));
        return with(new Progress(
                ReplayState.RUNNING,
                progress.cursor(),
                next,
                ids,
                progress.replayed(),
                progress.suppressed(),
                progress.passed(),
                now));
    }

    /** With the batch behind it. */
    ReplayJob settled(String cursor, long replayed, long suppressed, Instant now) {
        boolean interrupted = cursor.equals(progress.cursor());
        long passed = interrupted ? 0 : progress.batch().size() - replayed - suppressed;
        return with(new Progress(
                ReplayState.RUNNING,
                cursor,
                progress.nextSlot(),
                List.of(),
                progress.replayed() + replayed,
                progress.suppressed() + suppressed,
                progress.passed() + passed,
                now));
    }

    ReplayJob done(Instant now) {
        return with(new Progress(
                ReplayState.DONE,
                progress.cursor(),
                progress.nextSlot(),
                List.of(),
                progress.replayed(),
                progress.suppressed(),
                progress.passed(),
                now));
    }

    private ReplayJob with(Progress next) {
        return new ReplayJob(order, until, next, owner, version);
    }
}

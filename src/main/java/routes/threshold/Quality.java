package routes.threshold;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a recommendation can be trusted, and what an operator should know of it.
 *
 * @param level the worst level among the notes, {@code GOOD} without one
 * @param coverage share of the expected points that are there, 0 to 1
 * @param daily whether the series repeats every day, so that the day was cut into blocks
 */
public record Quality(Level level, double coverage, boolean daily, List<Note> notes) {
    /** From best to worst. */
    public enum Level {
        GOOD,
        FAIR,
        POOR;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The closed set of what can be noted, each with the level it leaves at best. The wire name is stable. */
    public enum Code {
        CLEANED(Level.GOOD),
        INCIDENT_IGNORED(Level.GOOD),
        PAST_HEEDED(Level.GOOD),
        BASELINE_USED(Level.GOOD),
        CONSTANT(Level.FAIR),
        SHORT_HISTORY(Level.FAIR),
        GAPS(Level.FAIR),
        BLOCK_WITHOUT_BOUND(Level.FAIR),
        SIDE_WITHOUT_BOUND(Level.FAIR),
        MARGIN_CUT(Level.FAIR),
        KEPT_LAST_KNOWN(Level.FAIR),
        TREND(Level.FAIR),
        LEVEL_SHIFT(Level.POOR),
        WEEKDAYS_DIFFER(Level.FAIR),
        LOOKS_LIKE_A_COUNTER(Level.POOR),
        MANY_ALARMS(Level.POOR);

        private final Level atBest;

        Code(Level atBest) {
            this.atBest = atBest;
        }

        public Level atBest() {
            return atBest;
        }

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One remark: a stable code and a sentence for people. */
    public record Note(Code code, String text) {}

    public Quality {
        notes = List.copyOf(notes);
    }

    static Quality of(double coverage, boolean daily, List<Note> notes) {
        Level worst = notes.stream().map(note -> note.code().atBest()).reduce(Level.GOOD, Quality::worse);
        return new Quality(worst, coverage, daily, notes);
    }

    Quality with(Optional<Note> more) {
        return more.map(note -> new Quality(
                        level,
                        coverage,
                        daily,
                        Stream.concat(notes.stream(), Stream.of(note)).toList()))
                .orElse(this);
    }

    static Quality none() {
        return new Quality(Level.POOR, 0, false, List.of());
    }

    private static Level worse(Level one, Level other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}

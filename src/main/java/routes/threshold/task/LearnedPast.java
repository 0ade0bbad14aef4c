package routes.threshold.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.datasource.SeriesRange;
import routes.datasource.TimeSeries;
import routes.threshold.KnownPast;
import routes.threshold.TimeRange;

/**
 * What of the history of one series is not learned from, or learned from however it looks: what people said, then the incidents
 * that our own rules raised. Pure.
 *
 * @param stretches by their start
 * @param often our own incidents were so many or so long that they count as how the series is
 */
public record LearnedPast(List<Stretch> stretches, boolean often) {
    private static final LearnedPast NOTHING = new LearnedPast(List.of(), false);
    /** An alarm that lasts longer is a new level, until a person says that it was an incident. */
    static final Duration LONGEST = Duration.ofDays(1);
    /** Of the time that is learned from; incidents that take more of it are how the series is, as in the engine. */
    private static final double MOST = 0.1;
    /** A rule waits so many points before it fires: they belong to the incident. */
    private static final int POINTS_BEFORE = 10;

    public LearnedPast {
        stretches = stretches.stream()
                .sorted(Comparator.comparingLong(stretch -> stretch.range().start()))
                .toList();
    }

    /** Why a stretch is known. The wire name is stable. */
    public enum Kind {
        OWN_INCIDENT("own_incident"),
        REPORTED_INCIDENT("reported_incident"),
        EXCLUDED("excluded"),
        NORMAL("normal");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }

        private static Kind of(HistoryFeedback.Kind said) {
            return switch (said) {
                case INCIDENT -> REPORTED_INCIDENT;
                case NORMAL -> NORMAL;
                case EXCLUDE -> EXCLUDED;
            };
        }
    }

    /** @param eventId null when no event of ours tells of it */
    public record Stretch(TimeRange range, Kind kind, @Nullable String eventId) {
        boolean meets(Stretch other, Set<Kind> kinds) {
            return kinds.contains(other.kind) && range.overlaps(other.range);
        }
    }

    /**
     * What is known of a data source.
     *
     * @param events that rules of ours raised
     * @param said by people, the newest first
     * @param range that is learned from
     * @param interval between two points
     */
    public record Sources(List<RuleEvent> events, List<HistoryFeedback> said, SeriesRange range, Duration interval) {
        /** From before it fired, until it was over or the range ends. */
        private TimeRange range(RuleEvent event) {
            Instant start = event.start().minus(interval.multipliedBy(POINTS_BEFORE));
            return between(start, event.end());
        }

        private TimeRange range(HistoryFeedback feedback) {
            Optional<RuleEvent> about = events.stream()
                    .filter(event -> event.id().equals(feedback.eventId()))
                    .findFirst();
            return about.map(this::range).orElseGet(() -> between(feedback.start(), feedback.end()));
        }

        private TimeRange between(Instant start, @Nullable Instant end) {
            Instant last = end == null || end.isAfter(range.end()) ? range.end() : end;
            return new TimeRange(start.getEpochSecond(), Math.max(start.getEpochSecond(), last.getEpochSecond()));
        }
    }

    static LearnedPast nothing() {
        return NOTHING;
    }

    static LearnedPast of(TimeSeries series, Sources sources) {
        List<Stretch> said = said(series, sources);
        List<Stretch> own = own(series, sources, said);
        long seconds = own.stream()
                .mapToLong(stretch -> stretch.range().end() - stretch.range().start())
                .sum();
        boolean often = seconds > MOST * sources.range().length().toSeconds();
        List<Stretch> all = new ArrayList<>(said);
        all.addAll(often ? List.of() : own);
        return new LearnedPast(all, often);
    }

    /** Of words that contradict each other the latest count. */
    private static List<Stretch> said(TimeSeries series, Sources sources) {
        List<Stretch> heeded = new ArrayList<>();
        for (HistoryFeedback feedback : sources.said()) {
            if (feedback.isOf(series)) {
                Stretch stretch = new Stretch(sources.range(feedback), Kind.of(feedback.kind()), feedback.eventId());
                Set<Kind> against = against(stretch.kind());
                if (heeded.stream().noneMatch(later -> stretch.meets(later, against))) {
                    heeded.add(stretch);
                }
            }
        }
        return heeded;
    }

    private static Set<Kind> against(Kind kind) {
        return switch (kind) {
            case OWN_INCIDENT, REPORTED_INCIDENT -> Set.of(Kind.REPORTED_INCIDENT, Kind.NORMAL);
            case NORMAL -> Set.of(Kind.REPORTED_INCIDENT, Kind.EXCLUDED, Kind.NORMAL);
            case EXCLUDED -> Set.of();
        };
    }

    /** Those that overlap are one: the rules of both sides, or of two blocks of the day, saw the same. */
    private static List<Stretch> own(TimeSeries series, Sources sources, List<Stretch> said) {
        List<Stretch> own = new ArrayList<>();
        for (RuleEvent event : sources.events()) {
            Stretch stretch = new Stretch(sources.range(event), Kind.OWN_INCIDENT, event.id());
            boolean isShort = stretch.range().end() - event.start().getEpochSecond() <= LONGEST.toSeconds();
            if (event.isOf(series)
                    && isShort
                    && said.stream().noneMatch(one -> stretch.meets(one, against(Kind.OWN_INCIDENT)))) {
                add(own, stretch);
            }
        }
        return own;
    }

    private static void add(List<Stretch> own, Stretch next) {
        Stretch last = own.isEmpty() ? null : own.get(own.size() - 1);
        if (last == null || !last.range().overlaps(next.range())) {
            own.add(next);
            return;
        }
        TimeRange both = new TimeRange(
                Math.min(last.range().start(), next.range().start()),
                Math.max(last.range().end(), next.range().end()));
        own.set(own.size() - 1, new Stretch(both, Kind.OWN_INCIDENT, last.eventId()));
    }

    /** As the engine takes it. */
    KnownPast known() {
        Map<Kind, List<TimeRange>> ranges = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            ranges.put(kind, ranges(kind));
        }
        return known(ranges);
    }

    static KnownPast known(Map<Kind, List<TimeRange>> ranges) {
        List<TimeRange> incidents = new ArrayList<>(ranges.getOrDefault(Kind.OWN_INCIDENT, List.of()));
        incidents.addAll(ranges.getOrDefault(Kind.REPORTED_INCIDENT, List.of()));
        return new KnownPast(
                incidents, ranges.getOrDefault(Kind.EXCLUDED, List.of()), ranges.getOrDefault(Kind.NORMAL, List.of()));
    }

    private List<TimeRange> ranges(Kind kind) {
        return stretches.stream()
                .filter(stretch -> stretch.kind() == kind)
                .map(Stretch::range)
                .toList();
    }

    boolean isEmpty() {
        return stretches.isEmpty() && !often;
    }

    Map<Kind, Integer> counts() {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            counts.put(kind, ranges(kind).size());
        }
        return counts;
    }

    /** For people. */
    String text() {
        List<String> parts = new ArrayList<>();
        counts().forEach((kind, count) -> {
            if (count > 0) {
                parts.add(words(kind, count));
            }
        });
        if (often) {
            parts.add("incidents of our own are so many that they count as normal: say which were incidents");
        }
        return String.join(", ", parts);
    }

    private static String words(Kind kind, int count) {
        String many = count == 1 ? "" : "s";
        return switch (kind) {
            case OWN_INCIDENT -> count + " incident" + many + " of our own left out";
            case REPORTED_INCIDENT -> count + " reported incident" + many + " left out";
            case EXCLUDED -> count + " excluded time" + many + " left out";
            case NORMAL -> count + " time" + many + " kept as normal";
        };
    }
}

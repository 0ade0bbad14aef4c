package routes.threshold.chart;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.threshold.Incident;
import routes.threshold.Points;
import routes.threshold.Recommendation;
import routes.threshold.Series;
import routes.threshold.ThresholdBlock;
import routes.threshold.ThresholdEngine;
import routes.threshold.ThresholdSettings;
import routes.threshold.TimeRange;

/**
 * Draws a series with the bounds that were recommended for it and the points that would have raised an alarm. The text
 * stays small however long the series is: about two points a pixel.
 */
public final class ThresholdChart {
    private static final Mustache TEMPLATE = new DefaultMustacheFactory().compile("charts/threshold.svg.mustache");
    private static final int LEFT = 64;
    private static final int RIGHT = 980;
    private static final int TOP = 76;
    private static final int BOTTOM = 340;
    private static final double HEADROOM = 0.08;
    private static final int WANTED_TICKS = 6;
    private static final int MOST_LABELS = 8;
    private static final int LABEL_HALF = 22;
    private static final int TIME_LABEL = 66;

    private final Points points;
    private final Recommendation recommendation;
    private final ThresholdSettings settings;
    private final List<Incident> incidents;
    private final Scale x;
    private final Scale y;

    private final List<TimeRange> known;
    /** What is there now, beside what is recommended; null when it is not shown. */
    private final @Nullable List<ThresholdBlock> before;

    private ThresholdChart(
            Series series,
            Recommendation recommendation,
            ThresholdSettings settings,
            List<TimeRange> known,
            @Nullable List<ThresholdBlock> before) {
        this.known = known;
        this.before = before;
        this.points = ThresholdEngine.clean(series, settings);
        this.recommendation = recommendation;
        this.settings = settings;
        this.incidents = ThresholdEngine.incidents(points, settings, recommendation.thresholds());
        this.x = timeScale(points);
        this.y = valueScale(points, Stream.concat(recommendation.thresholds().stream(), earlier().stream()));
    }

    /** @param series what was recommended from, or the same series at another time */
    public static String svg(Series series, Recommendation recommendation, ThresholdSettings settings) {
        return svg(series, recommendation, settings, List.of());
    }

    /** @param known incidents that are shaded, so that one sees which of them the bounds find */
    public static String svg(
            Series series, Recommendation recommendation, ThresholdSettings settings, List<TimeRange> known) {
        return new ThresholdChart(series, recommendation, settings, known, null).draw();
    }

    /** @param before bounds that the recommended ones would take the place of, with what they would have alarmed on */
    public static String compared(
            Series series,
            Recommendation recommendation,
            ThresholdSettings settings,
            List<TimeRange> known,
            List<ThresholdBlock> before) {
        return new ThresholdChart(series, recommendation, settings, known, before).draw();
    }

    private String draw() {
        StringWriter text = new StringWriter();
        TEMPLATE.execute(text, model());
        return text.toString();
    }

    private List<ThresholdBlock> earlier() {
        return before == null ? List.of() : before;
    }

    private Map<String, Object> model() {
        Map<String, Object> model = new HashMap<>();
        model.put("title", Captions.title(recommendation));
        model.put("summary", Captions.summary(recommendation, settings.zone()));
        model.put("hasBefore", before != null);
        model.put("notes", Captions.notes(recommendation));
        model.put("unit", Captions.printable(settings.limits().unit()));
        model.put("hasUnit", !settings.limits().unit().isBlank());
        model.put("isEmpty", points.size() == 0);
        model.put("known", known.stream().map(this::shaded).toList());
        model.put("hasKnown", !known.isEmpty());
        model.put("trace", Trace.path(points, x, y));
        model.put(
                "valueTicks",
                y.ticks(WANTED_TICKS).stream().map(this::valueTick).toList());
        model.put("timeTicks", points.size() == 0 ? List.of() : timeTicks());
        List<Bands.Band> bands = Bands.of(recommendation.thresholds(), x, settings.zone());
        model.put("bands", bands.stream().map(this::normal).toList());
        addBounds(model, bands);
        model.put("labels", labels(bands));
        model.put("alarms", marks(incidents));
        if (before != null) {
            addBefore(model, before);
        }
        return model;
    }

    private void addBefore(Map<String, Object> model, List<ThresholdBlock> blocks) {
        List<Incident> alarms = ThresholdEngine.incidents(points, settings, blocks);
        model.put("summary", Captions.compared(recommendation, alarms.size(), settings.zone()));
        model.put("beforeAlarms", marks(alarms));
        model.put(
                "beforeBounds",
                Bands.of(blocks, x, settings.zone()).stream()
                        .flatMap(band -> Stream.concat(
                                line(band, band.block().upperBound()),
                                line(band, band.block().lowerBound())))
                        .toList());
    }

    private void addBounds(Map<String, Object> model, List<Bands.Band> bands) {
        model.put(
                "upper",
                bands.stream()
                        .flatMap(band -> line(band, band.block().upperBound()))
                        .toList());
        model.put(
                "lower",
                bands.stream()
                        .flatMap(band -> line(band, band.block().lowerBound()))
                        .toList());
    }

    /** At least two pixels wide: a short incident in a long series can be seen. */
    private Map<String, String> shaded(TimeRange incident) {
        double from = x.pixel(incident.start());
        return Map.of("x", Scale.pixels(from), "width", Scale.pixels(Math.max(2, x.pixel(incident.end()) - from)));
    }

    private static Scale timeScale(Points points) {
        double low = points.size() == 0 ? 0 : points.times()[0];
        double high = points.size() == 0 ? 1 : points.times()[points.size() - 1];
        return new Scale(low, high > low ? high : low + 1, LEFT, RIGHT);
    }

    private static Scale valueScale(Points points, Stream<ThresholdBlock> blocks) {
        Stream<Double> bounds = blocks.flatMap(
                block -> Stream.of(block.upperBound(), block.lowerBound()).filter(bound -> bound != null));
        double[] all = DoubleStream.concat(DoubleStream.of(points.values()), bounds.mapToDouble(Double::doubleValue))
                .toArray();
        double low = DoubleStream.of(all).min().orElse(0);
        double high = DoubleStream.of(all).max().orElse(1);
        double room = high > low ? (high - low) * HEADROOM : Math.max(Math.abs(high), 1) * HEADROOM;
        return new Scale(low - room, high + room, BOTTOM, TOP);
    }

    private Map<String, Object> valueTick(double value) {
        return Map.of("y", Scale.pixels(y.pixel(value)), "label", Scale.shown(value));
    }

    private List<Map<String, String>> timeTicks() {
        return TimeTicks.of((long) x.low(), (long) x.high(), settings.zone()).stream()
                .map(tick -> timeTick(x.pixel(tick.time()), tick.label()))
                .toList();
    }

    private static Map<String, String> timeTick(double at, String label) {
        return Map.of("x", Scale.pixels(at), "label", at + TIME_LABEL > RIGHT ? "" : label);
    }

    /** From the lower bound to the upper one, or to the edge on a side without. */
    private Map<String, String> normal(Bands.Band band) {
        Double upper = band.block().upperBound();
        Double lower = band.block().lowerBound();
        double top = upper == null ? TOP : y.pixel(upper);
        double bottom = lower == null ? BOTTOM : y.pixel(lower);
        return Map.of(
                "x", Scale.pixels(band.from()),
                "y", Scale.pixels(top),
                "width", Scale.pixels(band.to() - band.from()),
                "height", Scale.pixels(Math.max(0, bottom - top)));
    }

    private Stream<Map<String, String>> line(Bands.Band band, @Nullable Double bound) {
        return bound == null
                ? Stream.empty()
                : Stream.of(Map.of(
                        "x", Scale.pixels(band.from()),
                        "to", Scale.pixels(band.to()),
                        "y", Scale.pixels(y.pixel(bound))));
    }

    /** The numbers of each block once; each on a day where it does not lie on the one before. */
    private List<Map<String, String>> labels(List<Bands.Band> bands) {
        Map<ThresholdBlock, List<Bands.Band>> byBlock = new LinkedHashMap<>();
        for (Bands.Band band : bands) {
            byBlock.computeIfAbsent(band.block(), block -> new ArrayList<>()).add(band);
        }
        List<Map<String, String>> labels = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        for (List<Bands.Band> same :
                byBlock.values().stream().limit(MOST_LABELS).toList()) {
            double widest = same.stream().mapToDouble(Bands.Band::width).max().orElse(0);
            List<Bands.Band> whole =
                    same.stream().filter(band -> band.width() > widest - 2).toList();
            double taken = last + 2 * LABEL_HALF;
            Bands.Band band = whole.stream()
                    .filter(later -> labelAt(later) > taken)
                    .findFirst()
                    .orElse(whole.get(0));
            last = labelAt(band);
            add(labels, labelAt(band), band.block().upperBound(), -5);
            add(labels, labelAt(band), band.block().lowerBound(), 13);
        }
        return labels;
    }

    private static double labelAt(Bands.Band band) {
        double middle = Math.min(band.from() + 40, centre(band));
        return Math.max(LEFT + LABEL_HALF, Math.min(RIGHT - LABEL_HALF, middle));
    }

    private static double centre(Bands.Band band) {
        return (band.from() + band.to()) / 2;
    }

    private void add(List<Map<String, String>> labels, double at, @Nullable Double bound, int shift) {
        if (bound != null) {
            labels.add(Map.of(
                    "x", Scale.pixels(at), "y", Scale.pixels(y.pixel(bound) + shift), "text", Scale.shown(bound)));
        }
    }

    /** One mark for each column of pixels, at the value farthest outside. */
    private List<Map<String, String>> marks(List<Incident> alarms) {
        Map<Long, Double> farthest = new LinkedHashMap<>();
        for (Incident incident : alarms) {
            int index = Arrays.binarySearch(points.times(), incident.start());
            for (int i = index; i < points.size() && points.times()[i] <= incident.end(); i++) {
                long column = Math.round(x.pixel(points.times()[i]));
                farthest.merge(column, points.values()[i], incident.above() ? Math::max : Math::min);
            }
        }
        return farthest.entrySet().stream()
                .map(mark -> Map.of("x", Scale.pixels(mark.getKey()), "y", Scale.pixels(y.pixel(mark.getValue()))))
                .toList();
    }
}

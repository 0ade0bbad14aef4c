package routes.threshold.chart;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import routes.threshold.BackTest;
import routes.threshold.Quality;
import routes.threshold.Recommendation;

/** The words of a chart. */
final class Captions {
    private static final int TITLE_LENGTH = 85;
    private static final int LINE_LENGTH = 140;

    private Captions() {}

    static String title(Recommendation recommendation) {
        String labels = recommendation.labels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(", "));
        String name = recommendation.name();
        return shortened(labels.isEmpty() ? name : name + " {" + labels + "}", TITLE_LENGTH);
    }

    static String summary(Recommendation recommendation, ZoneId zone) {
        if (!recommendation.isSuccess()) {
            return shortened("No recommendation: " + recommendation.errorMessage(), LINE_LENGTH);
        }
        BackTest test = recommendation.backTest();
        return String.format(
                Locale.ROOT,
                "%s in its own %.1f days would have raised an alarm (%.2f a day) · expected: %s · quality: %s · hours of %s",
                test.alarms() == 1 ? "1 incident" : test.alarms() + " incidents",
                test.days(),
                test.alarmsPerDay(),
                recommendation.expectation().text(),
                recommendation.quality().level().wireName(),
                zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
    }

    /** @param before alarms of the bounds that are there now */
    static String compared(Recommendation recommendation, int before, ZoneId zone) {
        BackTest after = recommendation.backTest();
        return String.format(
                Locale.ROOT,
                "%.0f days: %d alarms with the bounds of now, %d with the new ones · expected: %s · hours of %s",
                after.days(),
                before,
                after.alarms(),
                recommendation.expectation().text(),
                zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
    }

    static String notes(Recommendation recommendation) {
        List<Quality.Note> notes = recommendation.quality().notes();
        return shortened(notes.stream().map(Quality.Note::text).collect(Collectors.joining(" · ")), LINE_LENGTH);
    }

    /** XML has no word for most control characters, escaped or not. */
    static String printable(String text) {
        return text.codePoints()
                .map(point -> isXml(point) ? point : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isXml(int point) {
        return point >= 0x20 && point <= 0xD7FF || point >= 0xE000 && point <= 0xFFFD || point >= 0x10000;
    }

    private static String shortened(String text, int length) {
        String clean = printable(text);
        return clean.codePointCount(0, clean.length()) <= length
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, length - 1)) + "…";
    }
}

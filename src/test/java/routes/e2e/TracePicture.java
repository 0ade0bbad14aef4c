package routes.e2e;

import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Draws a trace as viewers do: a bar for each span, below one another in the order of their start. */
final class TracePicture {
    private static final int NAMES = 220;
    private static final int BARS = 560;
    private static final int LINE = 26;

    private TracePicture() {}

    /** Only where the documentation is to be written anew. */
    static void update(List<Span> spans, Path file) {
        if (Boolean.getBoolean("docs.update")) {
            write(spans, file);
        }
    }

    private static void write(List<Span> spans, Path file) {
        long from = spans.get(0).getStartTimeUnixNano();
        long to = spans.stream().mapToLong(Span::getEndTimeUnixNano).max().orElse(from + 1);
        StringBuilder svg = new StringBuilder(
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="900" height="%d" font-family="sans-serif" font-size="13">
                <rect width="900" height="%d" fill="#ffffff"/>
                """
                        .formatted((spans.size() + 1) * LINE, (spans.size() + 1) * LINE));
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            double begun = share(span.getStartTimeUnixNano() - from, to - from);
            double wide = Math.max(2, share(span.getEndTimeUnixNano() - span.getStartTimeUnixNano(), to - from));
            double millis = (span.getEndTimeUnixNano() - span.getStartTimeUnixNano()) / 1e6;
            int y = LINE / 2 + i * LINE;
            svg.append(
                    """
                    <text x="10" y="%d">%s</text>
                    <rect x="%.1f" y="%d" width="%.1f" height="14" rx="2" fill="#3b6fb6"/>
                    <text x="%d" y="%d" fill="#555555">%.1f ms</text>
                    """
                            .formatted(
                                    y + 12, span.getName(), NAMES + begun, y, wide, NAMES + BARS + 20, y + 12, millis));
        }
        try {
            Files.writeString(file, svg.append("</svg>\n"));
        } catch (IOException e) {
            throw new UncheckedIOException("Writing " + file, e);
        }
    }

    private static double share(long part, long whole) {
        return (double) BARS * part / whole;
    }
}

package routes.threshold.chart;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.threshold.ThresholdBlock;

/** The bounds as stretches of the time axis: one for each block and day, never more than there are pixels. */
final class Bands {
    /** From one pixel to another, the block that holds there. */
    record Band(double from, double to, ThresholdBlock block) {
        double width() {
            return to - from;
        }
    }

    private Bands() {}

    static List<Band> of(List<ThresholdBlock> blocks, Scale x, ZoneId zone) {
        List<Band> bands = new ArrayList<>();
        double start = x.from();
        Optional<ThresholdBlock> current = at(blocks, x.value(start + 0.5), zone);
        for (double pixel = x.from() + 1; pixel <= x.to(); pixel++) {
            Optional<ThresholdBlock> next = pixel < x.to() ? at(blocks, x.value(pixel + 0.5), zone) : Optional.empty();
            if (!next.equals(current)) {
                add(bands, start, pixel, current.orElse(null));
                start = pixel;
                current = next;
            }
        }
        add(bands, start, x.to(), current.orElse(null));
        return bands;
    }

    private static void add(List<Band> bands, double from, double to, @Nullable ThresholdBlock block) {
        if (block != null && to > from) {
            bands.add(new Band(from, to, block));
        }
    }

    private static Optional<ThresholdBlock> at(List<ThresholdBlock> blocks, double time, ZoneId zone) {
        ZonedDateTime at = Instant.ofEpochSecond((long) time).atZone(zone);
        return blocks.stream().filter(block -> block.holds(at)).findFirst();
    }
}

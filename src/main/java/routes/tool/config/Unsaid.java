package routes.tool.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/** What of a file has no words here: each place once, with its line and the reason. */
final class Unsaid {
    private final ToIntFunction<String> lines;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(int line, String place, String why) {
        String words() {
            return (line == 0 ? "" : "line " + line + ": ") + place + ": " + why;
        }
    }

    /** @param lines the line of a place; 0 for none */
    Unsaid(ToIntFunction<String> lines) {
        this.lines = lines;
    }

    /** Said once, however many routes lead to it. */
    void add(String place, String why) {
        Entry one = new Entry(lines.applyAsInt(place), place, why);
        if (!entries.contains(one)) {
            entries.add(one);
        }
    }

    /** In the order of the file. */
    List<String> words() {
        return entries.stream()
                .sorted(Comparator.comparingInt(Entry::line))
                .map(Entry::words)
                .toList();
    }
}

package routes.tool.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.extension.source.SourceFile;

/** The mappings by which kept posts are read again; the alarms of other sources stay as they are in the log. */
public final class Mappings {
    private static final Pattern RAW = Pattern.compile("(?m)^[^#\\n]*\\braw\\b\"?\\s*:");

    private final Map<String, Remapping> bySource = new HashMap<>();
    private final List<String> closed = new ArrayList<>();

    /** @param yaml the text of the mapping file */
    public Mappings with(SourceFile file, String yaml) {
        bySource.put(file.name(), new Remapping(file, !RAW.matcher(yaml).find()));
        return this;
    }

    /** Of a source that takes no posts. */
    public Mappings without(String source) {
        closed.add(source);
        return this;
    }

    List<ComparedAlarm> apply(KeptAlarm kept) {
        String source = kept.alarm().source();
        @Nullable Remapping changed = bySource.get(source);
        if (changed != null) {
            return changed.apply(kept);
        }
        return closed.contains(source) ? List.of() : List.of(ComparedAlarm.of(kept));
    }

    /** What the comparison cannot show. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        closed.forEach(source -> notes.add("the source " + source + " is gone: its alarms would not be taken"));
        bySource.values().forEach(mapping -> notes.addAll(mapping.notes()));
        return notes;
    }
}

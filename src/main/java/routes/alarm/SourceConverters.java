package routes.alarm;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What reads the bodies of a source: its converter, which its endpoint adds, and the level words of all sources. */
public final class SourceConverters {
    private final Map<String, AlarmConverter> converters = new ConcurrentHashMap<>();
    private final LevelTable levels;

    public SourceConverters(LevelTable levels) {
        this.levels = levels;
    }

    public LevelTable levels() {
        return levels;
    }

    public void add(String source, AlarmConverter converter) {
        converters.put(source, converter);
    }

    /** For a source that is gone. */
    public void remove(String source) {
        converters.remove(source);
    }

    public Optional<AlarmConverter> of(String source) {
        return Optional.ofNullable(converters.get(source));
    }
}

package routes.alarm;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which converter reads the bodies of a source: filled by the doors as they are set up. */
public final class SourceConverters {
    private final Map<String, AlarmConverter> converters = new ConcurrentHashMap<>();

    public void add(String source, AlarmConverter converter) {
        converters.put(source, converter);
    }

    public Optional<AlarmConverter> of(String source) {
        return Optional.ofNullable(converters.get(source));
    }
}

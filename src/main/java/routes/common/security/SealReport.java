package routes.common.security;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stored secrets of one collection, as they were found.
 *
 * @param byKey how many each key holds
 * @param plain how many stand in plain text
 * @param resealed how many of them are under the first key now, and were not
 * @param changing how many changed again and again while they were to be resealed
 * @param unreadable what does not open, and why
 */
@JsonNaming(SnakeCaseStrategy.class)
public record SealReport(
        String collection, Map<String, Long> byKey, long plain, long resealed, long changing, List<String> unreadable) {
    public SealReport {
        byKey = new TreeMap<>(byKey);
        unreadable = List.copyOf(unreadable);
    }

    /** How many are not under this key. */
    public long notUnder(String firstKey) {
        long older = byKey.entrySet().stream()
                .filter(key -> !key.getKey().equals(firstKey))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return older + plain + unreadable.size() - resealed;
    }
}

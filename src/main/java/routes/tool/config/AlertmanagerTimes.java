package routes.tool.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times of an Alertmanager, such as {@code 1h30m}. */
final class AlertmanagerTimes {
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|[smhdwy])");
    private static final Map<String, Long> SECONDS =
            Map.of("s", 1L, "m", 60L, "h", 3600L, "d", 86_400L, "w", 604_800L, "y", 31_536_000L, "ms", 0L);

    private AlertmanagerTimes() {}

    static Optional<Long> seconds(@Nullable String text, String place, Unsaid unsaid) {
        if (text == null) {
            return Optional.empty();
        }
        long seconds = 0;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            seconds += Long.parseLong(part.group(1)) * SECONDS.getOrDefault(part.group(2), 0L);
        }
        if (seconds == 0) {
            unsaid.add(place, "the time " + text + " cannot be said in seconds");
        }
        return seconds == 0 ? Optional.empty() : Optional.of(seconds);
    }
}

package routes.compare;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import routes.error.VeaiopsException;
import routes.event.MergePolicy;

/** The settings {@code veaiops.merge.*} and {@code veaiops.merge.<source>.*}, as a policy of each source. */
public record MergeSettings(Map<String, String> values) {
    private static final String PREFIX = "veaiops.merge.";
    private static final String NAMES =
            "veaiops\\.merge\\.([a-z0-9-]+\\.)?(window-seconds|recovery-opens-event|tell-recovery-only)";

    public MergeSettings {
        values = Map.copyOf(values);
    }

    /** Those of the properties that say how alarms merge; the others are not looked at. */
    public static MergeSettings of(Map<String, String> properties) {
        Map<String, String> values = new HashMap<>(properties);
        values.keySet().removeIf(name -> !name.matches(NAMES));
        return new MergeSettings(values);
    }

    public MergeSettings with(MergeSettings changed) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(changed.values());
        return new MergeSettings(all);
    }

    /** @throws VeaiopsException naming the setting that cannot be read */
    public MergePolicy of(String source) {
        Duration window = value(source, "window-seconds")
                .map(seconds -> Duration.ofSeconds(number(source, seconds)))
                .orElse(MergePolicy.DEFAULT.window());
        return new MergePolicy(
                window,
                value(source, "recovery-opens-event").map(Boolean::parseBoolean).orElse(false));
    }

    /** Whether a recovery is told of which no problem is known. */
    boolean tellsLoneRecovery(String source) {
        return of(source).recoveryOpensEvent()
                || Boolean.parseBoolean(values.getOrDefault(PREFIX + "tell-recovery-only", "false")
                        .strip());
    }

    private Optional<String> value(String source, String name) {
        return Optional.ofNullable(values.get(PREFIX + source + "." + name))
                .or(() -> Optional.ofNullable(values.get(PREFIX + name)))
                .map(String::strip);
    }

    private static long number(String source, String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new VeaiopsException("the merge window of " + source + " is a number of seconds, not " + text);
        }
        return Long.parseLong(text);
    }
}

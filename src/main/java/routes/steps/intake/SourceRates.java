package routes.steps.intake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** How much each source may post; all paths of a source share its rate. */
public final class SourceRates {
    private final Map<String, SourceRate> rates = new ConcurrentHashMap<>();
    private final Function<String, String> settings;

    /** @param settings the value of a property, blank when it is not set */
    public SourceRates(Function<String, String> settings) {
        this.settings = settings;
    }

    SourceRate of(String source) {
        return rates.computeIfAbsent(
                source,
                name -> new SourceRate(
                        number("veaiops.alarms." + name + ".posts-per-second"),
                        number("veaiops.alarms." + name + ".bytes-per-second"),
                        System::nanoTime));
    }

    private long number(String setting) {
        String value = settings.apply(setting).strip();
        if (value.isEmpty()) {
            return 0;
        }
        if (!value.matches("\\d{1,18}")) {
            throw new IllegalArgumentException(setting + " must be a whole number, not " + value);
        }
        return Long.parseLong(value);
    }
}

package routes.event;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.common.error.VeaiopsException;

/**
 * Reads how the alarms of a source merge and flap: {@code veaiops.merge.<source>.window-seconds}, or without it
 * {@code veaiops.merge.window-seconds}, and so on.
 */
public final class PolicySettings {
    private static final String WINDOW = "merge.window-seconds";
    private static final String REST = "merge.rest-seconds";
    private static final String EXPIRY = "merge.expires-after-seconds";
    private static final String RECOVER_BY = "merge.recover-by";
    private static final String RECOVERY_OPENS_EVENT = "merge.recovery-opens-event";
    private static final String CHANGES = "flapping.changes";
    private static final String FLAPPING_WINDOW = "flapping.window-seconds";

    private static final Pattern NAME = Pattern.compile("veaiops\\.(merge\\.([a-z0-9-]+\\.)?"
            + "(window-seconds|rest-seconds|expires-after-seconds|recover-by|recovery-opens-event)"
            + "|flapping\\.([a-z0-9-]+\\.)?(changes|window-seconds))");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final String source;
    private final Function<String, Optional<String>> settings;

    private PolicySettings(String source, Function<String, Optional<String>> settings) {
        this.source = source;
        this.settings = settings;
    }

    /** Whether a policy is read from this setting. */
    public static boolean reads(String setting) {
        return NAME.matcher(setting).matches();
    }

    /**
     * @param settings the value of a setting; the general ones have one
     * @throws VeaiopsException naming the setting that cannot be read
     */
    public static MergePolicy of(String source, Function<String, Optional<String>> settings) {
        PolicySettings read = new PolicySettings(source, settings);
        return new MergePolicy(
                read.seconds(WINDOW),
                Boolean.parseBoolean(read.text(RECOVERY_OPENS_EVENT)),
                read.seconds(REST),
                read.expiry(),
                read.names(RECOVER_BY),
                read.flapping());
    }

    /** Empty is as each alarm says. */
    private @Nullable Duration expiry() {
        return text(EXPIRY).isEmpty() ? null : seconds(EXPIRY);
    }

    private List<String> names(String name) {
        return Arrays.stream(text(name).split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    private FlappingRule flapping() {
        int changes = number(CHANGES);
        Duration window = seconds(FLAPPING_WINDOW);
        try {
            return new FlappingRule(changes, window);
        } catch (IllegalArgumentException e) {
            throw new VeaiopsException(name(CHANGES) + ": " + e.getMessage());
        }
    }

    private Duration seconds(String name) {
        return Duration.ofSeconds(number(name));
    }

    private int number(String name) {
        String text = text(name);
        if (!NUMBER.matcher(text).matches()) {
            throw new VeaiopsException(name(name) + " must be a number of at most 9 digits, not " + text);
        }
        return Integer.parseInt(text);
    }

    private String text(String name) {
        return settings.apply(name(name))
                .orElseThrow(() -> new VeaiopsException(name(name) + " is not set"))
                .strip();
    }

    /** The setting that counts: the source's own, if there is one. */
    private String name(String name) {
        int group = name.indexOf('.');
        String own = "veaiops." + name.substring(0, group) + '.' + source + name.substring(group);
        return settings.apply(own).isPresent() ? own : "veaiops." + name;
    }
}

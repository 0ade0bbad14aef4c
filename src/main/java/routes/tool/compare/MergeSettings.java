package routes.tool.compare;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import routes.event.MergePolicy;
import routes.event.PolicySettings;

/** The settings that say how alarms merge. */
public record MergeSettings(Map<String, String> values) {
    private static final String LONE_RECOVERY = "veaiops.merge.tell-recovery-only";

    public MergeSettings {
        values = Map.copyOf(values);
    }

    /** Those of the properties that say how alarms merge; the others are not looked at. */
    public static MergeSettings of(Map<String, String> properties) {
        Map<String, String> values = new HashMap<>(properties);
        values.keySet().removeIf(name -> !PolicySettings.reads(name) && !name.equals(LONE_RECOVERY));
        return new MergeSettings(values);
    }

    public MergeSettings with(MergeSettings changed) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(changed.values());
        return new MergeSettings(all);
    }

    /** @throws routes.common.error.VeaiopsException naming the setting that cannot be read */
    public MergePolicy of(String source) {
        return PolicySettings.of(source, name -> Optional.ofNullable(values.get(name)));
    }

    /** Whether a recovery without a known problem is notified. */
    boolean notifiesLoneRecovery(String source) {
        return of(source).recoveryOpensEvent()
                || Boolean.parseBoolean(values.getOrDefault(LONE_RECOVERY, "").strip());
    }
}

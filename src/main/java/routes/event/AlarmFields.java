package routes.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import routes.alarm.Alarm;

/** What an alarm has under a name that people use in matchers, before it is part of an event; as {@link EventFields}. */
public final class AlarmFields {
    private static final Map<String, Function<Alarm, List<String>>> WELL_KNOWN = Map.of(
            "level", alarm -> List.of(alarm.level().name()),
            "project", Alarm::project,
            "product", Alarm::product,
            "customer", Alarm::customer,
            "source", alarm -> List.of(alarm.source()),
            "agent_type", alarm -> List.of(alarm.agentType()),
            "fingerprint", alarm -> List.of(alarm.fingerprint()),
            "event_id", alarm -> List.of());

    private AlarmFields() {}

    /** Empty when the alarm has nothing under the name. */
    public static List<String> of(Alarm alarm, String name) {
        Function<Alarm, List<String>> wellKnown = WELL_KNOWN.get(name);
        return wellKnown != null
                ? wellKnown.apply(alarm)
                : Optional.ofNullable(alarm.labels().get(EventFields.labelName(name))).stream()
                        .toList();
    }
}

package routes.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What an event has under a name that people use in silences and groups: one of the well-known names, or a label. */
public final class EventFields {
    /** Before the name of a label that is called like a well-known name. */
    public static final String LABEL = "label:";

    private static final Map<String, Function<PublishedEvent, List<String>>> WELL_KNOWN = Map.of(
            "level", event -> List.of(event.eventLevel().name()),
            "project", PublishedEvent::project,
            "product", PublishedEvent::product,
            "customer", PublishedEvent::customer,
            "source", event -> List.of(event.source()),
            "agent_type", event -> List.of(event.agentType()),
            "fingerprint", event -> List.of(event.fingerprint()),
            "event_id", event -> List.of(event.id()));

    private EventFields() {}

    /** Empty when the event has nothing under the name. */
    public static List<String> of(PublishedEvent event, String name) {
        Function<PublishedEvent, List<String>> wellKnown = WELL_KNOWN.get(name);
        if (wellKnown != null) {
            return wellKnown.apply(event);
        }
        return Optional.ofNullable(event.labels().get(labelName(name))).stream().toList();
    }

    /** The label that a name means which is not a well-known one. */
    static String labelName(String name) {
        return name.startsWith(LABEL) ? name.substring(LABEL.length()) : name;
    }
}

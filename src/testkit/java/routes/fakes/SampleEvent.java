package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import routes.alarm.Disposition;
import routes.alarm.Level;
import routes.event.EventState;
import routes.event.PublishedEvent;
import routes.event.Transition;

/** Published events for tests, in words. */
public final class SampleEvent {
    public static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private String id = "a".repeat(24);
    private String transition = Transition.OPENED.wireName();
    private long revision = 1;
    private Level level = Level.P1;
    private String fingerprint = "zabbix:13";
    private List<String> project = List.of();
    private String source = "zabbix";
    private String agent = "intelligent_threshold_agent";
    private String title = "CPU of web-1";
    private JsonNode raw = JsonNodeFactory.instance.objectNode();
    private Instant at = NOW;
    private final Map<String, String> labels = new HashMap<>();

    private SampleEvent() {}

    public static SampleEvent anEvent() {
        return new SampleEvent();
    }

    /** The one with this number is another one than that with any other. */
    public SampleEvent numbered(int number) {
        id = String.format("%024x", number);
        return this;
    }

    public SampleEvent after(Transition last, long newRevision) {
        transition = last.wireName();
        revision = newRevision;
        return this;
    }

    public SampleEvent recovered() {
        return after(Transition.RESOLVED, 2);
    }

    public SampleEvent atLevel(Level bad) {
        level = bad;
        return this;
    }

    public SampleEvent titled(String newTitle) {
        title = newTitle;
        return this;
    }

    public SampleEvent of(String newFingerprint) {
        fingerprint = newFingerprint;
        return this;
    }

    public SampleEvent at(Instant newAt) {
        at = newAt;
        return this;
    }

    public SampleEvent from(String newSource) {
        source = newSource;
        return this;
    }

    public SampleEvent ofProjects(String... names) {
        project = List.of(names);
        return this;
    }

    public SampleEvent labelled(String name, String value) {
        labels.put(name, value);
        return this;
    }

    /** What an agent found. @param notification as it was posted */
    public SampleEvent by(String newAgent, JsonNode notification) {
        agent = newAgent;
        raw = notification;
        return this;
    }

    public PublishedEvent build() {
        return new PublishedEvent(
                id,
                transition,
                revision,
                over() ? EventState.RESOLVED : EventState.FIRING,
                level,
                source,
                agent,
                "Zabbix",
                title,
                "it is busy",
                labels,
                project,
                List.of("db"),
                List.of(),
                List.of(),
                fingerprint,
                1,
                at,
                at,
                over() ? at : null,
                Disposition.NOTIFY,
                "0-1",
                raw,
                null,
                null,
                null,
                null);
    }

    private boolean over() {
        return Transition.RESOLVED.wireName().equals(transition);
    }
}

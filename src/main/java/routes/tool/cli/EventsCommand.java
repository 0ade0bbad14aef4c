package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import routes.common.json.Json;

/** The events that there are. */
@Command(
        name = "events",
        description = "Lists events, the newest first; filters hold together. trace shows what became of one.",
        mixinStandardHelpOptions = true)
final class EventsCommand implements Callable<Integer> {
    static final String EVENTS = "/apis/v1/manager/event-center/event";
    private static final int PAGE = 100;

    @Option(
            names = "--state",
            split = ",",
            description = "FIRING, RESOLVED or EXPIRED; FIRING when left out, all for each")
    private List<String> states = List.of("FIRING");

    @Option(names = "--project", split = ",", description = "Projects, one is enough")
    private List<String> projects = List.of();

    @Option(names = "--limit", description = "So many at most", defaultValue = "50")
    private int limit;

    @Option(names = "--fingerprint", description = "Of this problem only")
    private @Nullable String fingerprint;

    @Mixin
    private EventFilterOptions filter;

    @Mixin
    private HubOptions hub;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        ArrayNode found = Json.mapper().createArrayNode();
        int skip = 0;
        JsonNode page;
        do {
            page = hub.get(EVENTS + "/?limit=" + PAGE + "&skip=" + skip + query());
            for (JsonNode event : page) {
                if (filter.passes(event) && found.size() < limit) {
                    found.add(event);
                }
            }
            skip += PAGE;
        } while (page.size() == PAGE && found.size() < limit);
        if (out.json()) {
            out.json(found);
        } else {
            found.forEach(event -> out.line(line(event)));
            out.progress(found.size() + (found.size() == limit ? " events, there may be more" : " events"));
        }
        return 0;
    }

    private String query() {
        List<String> parts = new ArrayList<>();
        if (!states.contains("all")) {
            states.forEach(state -> parts.add("state=" + HubOptions.encoded(state)));
        }
        projects.forEach(project -> parts.add("projects=" + HubOptions.encoded(project)));
        if (fingerprint != null) {
            parts.add("fingerprint=" + HubOptions.encoded(fingerprint));
        }
        filter.levels().forEach(level -> parts.add("event_level=" + HubOptions.encoded(level)));
        if (filter.sources().size() == 1) {
            parts.add("source=" + HubOptions.encoded(filter.sources().get(0)));
        }
        return parts.isEmpty() ? "" : "&" + String.join("&", parts);
    }

    static String line(JsonNode event) {
        return "%s %s %-2s %-8s %5dx %-14s %s%s"
                .formatted(
                        event.path("_id").asText(),
                        event.path("last_seen").asText(event.path("updated_at").asText()),
                        event.path("event_level").asText("-"),
                        event.path("state").asText("-"),
                        event.path("count").asLong(),
                        event.path("source").asText("-"),
                        event.path("title").asText(),
                        event.has("acknowledged_by")
                                ? " (" + event.path("acknowledged_by").asText() + ")"
                                : "");
    }
}

package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How the hub is. */
@Command(
        name = "status",
        description = "Shows open events, where everything of the last day is, and what is stuck. Exit code 1 when"
                + " something is.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private HubOptions hub;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        JsonNode ledger = hub.get("/apis/v1/manager/event-center/ledger");
        JsonNode open = hub.get(EventsCommand.EVENTS + "/?state=FIRING&limit=100");
        if (out.json()) {
            out.json(Map.of("ledger", ledger, "open", open));
        } else {
            out.line("open events     " + (open.size() == 100 ? "100 or more" : levels(open)));
            out.line("accepted        " + ledger.path("accepted").asLong() + " alarms since "
                    + ledger.path("from").asText());
            out.line("waiting         " + ledger.path("waiting_in_log").asLong() + " in the log, "
                    + ledger.path("waiting_in_spool").asLong() + " in the spool");
            ledger.path("notices")
                    .properties()
                    .forEach(channel -> out.line("%-15s %s"
                            .formatted(channel.getKey(), channel.getValue().toString())));
            ledger.path("imbalances").forEach(what -> out.line("! " + what.asText()));
        }
        return ledger.path("imbalances").isEmpty() ? 0 : Veaiops.FOUND;
    }

    private static Map<String, Integer> levels(JsonNode open) {
        Map<String, Integer> levels = new LinkedHashMap<>(Map.of());
        open.forEach(event -> levels.merge(event.path("event_level").asText("-"), 1, Integer::sum));
        return levels;
    }
}

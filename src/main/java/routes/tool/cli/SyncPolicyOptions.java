package routes.tool.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who is notified of the alarms of the synced rules; what is not given is as the last sync of the task had it. */
final class SyncPolicyOptions {
    @Option(
            names = "--level",
            description = "Level of the alarms: P0, P1 or P2; without it that of the last sync, at first P2",
            paramLabel = "<level>")
    private @Nullable String level;

    @Option(
            names = "--group",
            description = "Contact group of the platform to notify; may be repeated; without it those of the last sync",
            paramLabel = "<id>")
    private List<String> groups = new ArrayList<>();

    @Option(
            names = "--method",
            description = "Alert method of the platform; may be repeated; without it those of the last sync",
            paramLabel = "<name>")
    private List<String> methods = new ArrayList<>();

    @Option(
            names = "--no-data-minutes",
            description = "Minutes without a value after which a series alarms; without it as in the last sync",
            paramLabel = "<minutes>")
    private @Nullable Integer noData;

    ObjectNode into(ObjectNode wanted) {
        if (level != null) {
            wanted.put("alarm_level", level);
        }
        groups.forEach(group -> wanted.withArray("contact_group_ids").add(group));
        methods.forEach(method -> wanted.withArray("alert_methods").add(method));
        if (noData != null) {
            wanted.put("no_data_minutes", noData);
        }
        return wanted;
    }
}

package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;

/** Sends on its way again what could not go out or come in. */
@Command(
        name = "replay",
        description = "Replays dead notices or refused alarm bodies: one by its id, by filter, or all.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    private static final String CENTER = "/apis/v1/manager/event-center/";

    /** What can be replayed. */
    enum What {
        notices("notice"),
        rejected("rejected");

        private final String path;

        What(String path) {
            this.path = path;
        }
    }

    @Parameters(index = "0", description = "${COMPLETION-CANDIDATES}")
    private What what;

    @Parameters(index = "1", arity = "0..1", description = "Id of one; without it those of the filter")
    private @Nullable String id;

    @Option(
            names = "--filter",
            description = "Field to match, such as channel=Webhook or source=zabbix; may be repeated",
            paramLabel = "<field=value>")
    private Map<String, String> filter = new LinkedHashMap<>();

    @Option(names = "--all", description = "All dead notices")
    private boolean all;

    @Option(names = "--rate", description = "Notices a minute")
    private @Nullable Integer rate;

    @Option(names = "--skip-recovered", description = "Leaves out notices of events that are over")
    private boolean skipRecovered;

    @Mixin
    private HubOptions hub;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        if (id != null) {
            out.json(hub.post(CENTER + what.path + "/" + id + "/replay", null));
            return 0;
        }
        if (filter.isEmpty() && !all) {
            throw new VeaiopsException("name an id, at least one --filter, or --all");
        }
        JsonNode answer = hub.post(CENTER + what.path + "/replay", wanted());
        out.json(answer);
        return answer.path("failed").asInt() > 0 ? Veaiops.FOUND : 0;
    }

    private ObjectNode wanted() {
        ObjectNode wanted = Json.mapper().createObjectNode();
        if (filter.isEmpty()) {
            wanted.put("all", true);
        } else {
            ObjectNode fields = wanted.putObject("filter");
            filter.forEach(fields::put);
        }
        if (what == What.notices) {
            wanted.put("skip_recovered", skipRecovered);
            if (rate != null) {
                wanted.put("rate_per_minute", rate);
            }
        }
        return wanted;
    }
}

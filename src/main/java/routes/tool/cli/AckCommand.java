package routes.tool.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import routes.common.json.Json;

/** Takes events. */
@Command(
        name = "ack",
        description = "Acknowledges events, as the button of their messages does: no more reminders are sent.",
        mixinStandardHelpOptions = true)
final class AckCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", description = "Ids of events, or of their alarms")
    private List<String> ids = List.of();

    @Mixin
    private HubOptions hub;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        ArrayNode taken = Json.mapper().createArrayNode();
        for (String id : ids) {
            taken.add(hub.post(EventsCommand.EVENTS + "/" + HubOptions.encoded(id) + "/acknowledge", null));
        }
        if (out.json()) {
            out.json(taken);
        } else {
            taken.forEach(event -> out.line(EventsCommand.line(event)));
        }
        return 0;
    }
}

package routes.tool.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import routes.common.error.VeaiopsException;
import routes.tool.topology.FlowChart;
import routes.tool.topology.TextMap;
import routes.tool.topology.Topology;
import routes.tool.topology.TopologyReader;
import routes.wiring.EffectiveSettings;

/** The map of the routes. */
@Command(
        name = "topology",
        description =
                "Prints the map of the routes, read from their YAML: what starts each one, its steps, where they send,"
                        + " the beans and collections that they use. Exit code 1 when a route has no caller, or sends to none.",
        mixinStandardHelpOptions = true)
final class TopologyCommand implements Callable<Integer> {
    @Option(
            names = "--flow",
            paramLabel = "<name>",
            description = "Only this flow, or the routes whose ids begin with it: alarms, rule-sync")
    private @Nullable String flow;

    @Option(
            names = "--from",
            paramLabel = "<route>",
            description = "Only this route and those that its messages come to: alarms-zabbix-receive")
    private @Nullable String from;

    @Option(names = "--mermaid", description = "Answer as a flow chart for Mermaid, which GitHub draws")
    private boolean mermaid;

    @Option(
            names = "--extensions",
            paramLabel = "<dir>",
            description =
                    "Extensions folder whose routes and mappings are on the map too; veaiops.extensions.dir when left out")
    private @Nullable String extensions;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        if (mermaid && out.json()) {
            throw new VeaiopsException("--mermaid and --json are two forms of one answer: give one of them");
        }
        Topology topology = wanted(TopologyReader.ofApplication(folder()));
        if (out.json()) {
            out.json(topology);
        } else {
            (mermaid ? FlowChart.lines(topology) : TextMap.lines(topology)).forEach(out::line);
            topology.faults().forEach(out::progress);
        }
        return topology.faults().isEmpty() ? 0 : Veaiops.FOUND;
    }

    private Topology wanted(Topology all) {
        Topology reached = from == null ? all : all.from(from);
        return flow == null ? reached : reached.flow(flow);
    }

    private String folder() {
        String folder = extensions == null
                ? new EffectiveSettings(EffectiveSettings.PRODUCTION)
                        .get("veaiops.extensions.dir")
                        .orElse("")
                : extensions;
        if (!folder.isBlank() && !Files.isDirectory(Path.of(folder))) {
            throw new VeaiopsException("there is no folder " + folder + "; --extensions names the extensions folder");
        }
        return folder;
    }
}

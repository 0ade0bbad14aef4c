package routes.tool.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import routes.tool.config.ConfigFolder;
import routes.tool.config.ConfigPlan;

/** The configuration of a hub as files. */
@Command(
        name = "export",
        description =
                "Writes bots, connects, strategies, templates, subscriptions, silences, inhibitions and heartbeats of a"
                        + " hub into a folder, a file each; secrets as ${env:NAME}. Names are the keys, not ids.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    @Parameters(index = "0", description = "The folder")
    private Path folder;

    @Mixin
    private HubOptions hub;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        int written = ConfigPlan.export(new ConfigFolder(folder), hub.configuration());
        if (out.json()) {
            out.json(Map.of("files", written));
        } else {
            out.line(written + " files written into " + folder);
        }
        return 0;
    }
}

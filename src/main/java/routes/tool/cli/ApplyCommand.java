package routes.tool.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import routes.common.error.VeaiopsException;
import routes.tool.config.ConfigFolder;
import routes.tool.config.ConfigPlan;
import routes.tool.config.ConfigPlan.Change;
import routes.wiring.SettingFiles;

/** Files as the configuration of a hub. */
@Command(
        name = "apply",
        description =
                "Makes a hub as the files of a folder say; plan shows it before. What is as wanted is left alone, and"
                        + " nothing is deleted but what the folder has applied, with --prune.",
        mixinStandardHelpOptions = true)
final class ApplyCommand implements Callable<Integer> {
    @Parameters(index = "0", description = "The folder, as export writes it")
    private Path folder;

    @Option(names = "--prune", description = "Delete what this folder has applied and holds no more")
    private boolean prune;

    @Option(names = "--take-over", description = "Also change what another folder has applied; it is this one's then")
    private boolean takeOver;

    @Mixin
    private HubOptions hub;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        ConfigPlan plan = plan(folder, hub);
        List<Change> changes = plan.changes(prune);
        plan.apply(changes, SettingFiles::environment, takeOver);
        show(out, changes);
        out.progress(changes.isEmpty() ? "everything is as wanted" : changes.size() + " applied");
        return 0;
    }

    /** What plan shows too. @return exit code 1 when something would change */
    static int show(Path folder, HubOptions hub, Output out) {
        ConfigPlan plan = plan(folder, hub);
        List<Change> changes = plan.changes(false);
        show(out, changes);
        plan.leftOver()
                .forEach(gone -> out.progress(
                        "left over: " + gone.kind().folder() + " " + gone.key() + "; apply --prune deletes it"));
        out.progress(plan.unmanaged() + " at the hub are not of this folder and stay");
        return changes.isEmpty() ? 0 : Veaiops.FOUND;
    }

    private static ConfigPlan plan(Path folder, HubOptions hub) {
        if (!Files.isDirectory(folder)) {
            throw new VeaiopsException("there is no folder " + folder + "; veaiops export writes one");
        }
        return new ConfigPlan(new ConfigFolder(folder), hub.configuration());
    }

    private static void show(Output out, List<Change> changes) {
        if (out.json()) {
            out.json(changes);
            return;
        }
        for (Change change : changes) {
            String who = change.byPerson() ? "  (a person changed it at the hub)" : "";
            if (change.owner() != null) {
                who += "  (owned by " + change.owner() + ")";
            }
            out.line("%-6s %s %s%s"
                    .formatted(
                            change.action().name().toLowerCase(Locale.ROOT),
                            change.kind().folder(),
                            change.key(),
                            who));
            change.differences().forEach(difference -> out.line("       " + difference));
        }
    }
}

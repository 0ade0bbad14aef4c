package routes.tool.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import routes.tool.config.AlertmanagerImport;
import routes.tool.config.ConfigFolder;
import routes.tool.config.YamlPlaces;

/** The configuration of another system as files of ours. */
@Command(
        name = "import",
        description =
                "Writes the routes, receivers, time intervals and inhibitions of an alertmanager.yml as files that plan"
                        + " and apply take; a secret of it is named by a variable or a file. Exit code 1 when something of it cannot be said; it is listed with the reason.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    @Parameters(index = "0", description = "alertmanager.yml")
    private Path file;

    @Option(names = "--dir", description = "The folder that is written into", defaultValue = "config")
    private Path folder;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        AlertmanagerImport.Result result = AlertmanagerImport.of(ConfigFolder.tree(file), YamlPlaces.of(file));
        List<Path> written = new ConfigFolder(folder).write(result);
        if (out.json()) {
            out.json(Map.of(
                    "files",
                    written.stream().map(Path::toString).toList(),
                    "secrets",
                    result.secrets(),
                    "unsaid",
                    result.unsaid()));
        } else {
            written.forEach(path -> out.line("wrote " + path));
            result.secrets().forEach(what -> out.line("set before apply: " + what));
            result.unsaid().forEach(what -> out.line("cannot be said: " + what));
        }
        return result.unsaid().isEmpty() ? 0 : Veaiops.FOUND;
    }
}

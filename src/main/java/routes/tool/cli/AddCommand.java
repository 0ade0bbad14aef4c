package routes.tool.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import routes.common.error.VeaiopsException;
import routes.extension.source.PluginJar;
import routes.tool.maven.Coordinates;
import routes.tool.maven.MavenRun;

/** Brings a component of Camel, or any jar with its dependencies, into the folder of plugins. */
@Command(
        name = "add",
        description = "Brings components of Camel, or other jars, with their dependencies into plugins/ by Maven."
                + " A restart loads them.",
        mixinStandardHelpOptions = true)
final class AddCommand implements Callable<Integer> {
    private static final String LIST = "plugins.txt";

    @Parameters(
            arity = "0..*",
            description =
                    "Such as camel-jms, or group:artifact:version; left out: the lines of plugins.txt in the folder")
    private List<String> wanted = new ArrayList<>();

    @Option(names = "--dir", description = "Folder of extensions; left out: VEAIOPS_EXTENSIONS_DIR")
    private @Nullable Path dir;

    @Option(names = "--offline", description = "Only from Maven's local repository")
    private boolean offline;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        Path folder = Optional.ofNullable(dir)
                .or(() -> Optional.ofNullable(System.getenv("VEAIOPS_EXTENSIONS_DIR"))
                        .map(Path::of))
                .orElseThrow(() -> new VeaiopsException("say where to: --dir FOLDER or VEAIOPS_EXTENSIONS_DIR"));
        List<Coordinates> coordinates = (wanted.isEmpty() ? listed(folder) : wanted)
                .stream().map(Coordinates::parse).toList();
        Set<Path> before = Set.copyOf(PluginJar.files(folder));
        out.progress("asking Maven for "
                + coordinates.stream().map(Coordinates::text).collect(Collectors.joining(", ")));
        new MavenRun(MavenRun.installed(), out::progress).copy(coordinates, folder.resolve("plugins"), offline);
        List<PluginJar> all =
                PluginJar.files(folder).stream().map(AddCommand::read).toList();
        if (out.json()) {
            out.json(all.stream().map(jar -> jar.file().toString()).toList());
        } else {
            all.stream().filter(jar -> !before.contains(jar.file())).forEach(this::show);
            out.line("restart the hub to load them; then \"veaiops extensions --kind plugin\" shows what works");
        }
        return 0;
    }

    private void show(PluginJar jar) {
        out.line(jar.file() + (jar.provides().isEmpty() ? "" : "  brings " + String.join(", ", jar.provides())));
    }

    private static PluginJar read(Path file) {
        try {
            return PluginJar.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static List<String> listed(Path dir) {
        Path list = dir.resolve(LIST);
        if (!Files.isRegularFile(list)) {
            throw new VeaiopsException("say what to add, such as camel-jms, or write it into " + list + ", one a line");
        }
        try {
            return Files.readAllLines(list).stream()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + list, e);
        }
    }
}

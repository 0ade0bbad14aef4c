package routes.tool.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import routes.tool.scaffold.Scaffold;
import routes.tool.scaffold.Scaffold.Kind;

/** Writes the first files of something new: complete and working, to be edited. */
@Command(
        name = "new",
        description = "Writes the first files of an alarm source, a channel or a data source, with a sample and a test."
                + " They work as they are; nothing that exists is changed.",
        mixinStandardHelpOptions = true)
final class NewCommand implements Runnable {
    private static final Path PROJECT = Path.of("src", "main", "resources");

    @Spec
    private CommandSpec command;

    /** Options that all of them have. */
    static final class Wanted {
        @Parameters(index = "0", description = "Name, such as night-watch: a-z, 0-9 and hyphens")
        private String name;

        @Option(
                names = "--dir",
                description =
                        "Folder to write into. Left out: the folder of extensions (VEAIOPS_EXTENSIONS_DIR) or this"
                                + " project's resources; this folder for Java")
        private @Nullable Path dir;

        @Mixin
        private Output out;
    }

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "say what: alarm-source, channel or datasource");
    }

    @Command(
            name = "alarm-source",
            description = "A mapping file with samples and what is expected of them: no Java.",
            mixinStandardHelpOptions = true)
    int alarmSource(@Mixin Wanted wanted) {
        Scaffold scaffold = Scaffold.of(Kind.ALARM_SOURCE, wanted.name);
        Path dir = folder(wanted, Kind.ALARM_SOURCE);
        String samples = dir.resolve("mappings/" + wanted.name + "/samples") + "/";
        return written(
                scaffold.write(dir),
                wanted,
                List.of(
                        "veaiops lint " + dir,
                        "veaiops try " + wanted.name + " " + samples + "firing.json --mapping "
                                + dir.resolve("mappings/" + wanted.name + "/source.yaml"),
                        "put what the system really posts into " + samples + "firing.json; veaiops learn " + wanted.name
                                + " catches it",
                        "run the hub with VEAIOPS_EXTENSIONS_DIR=" + dir + " and a token in VEAIOPS_ALARMS_TOKEN_"
                                + environment(wanted.name) + ", then post to /alarms/" + wanted.name));
    }

    @Command(
            name = "channel",
            description =
                    "A channel file with templates in Chinese and English; with --native a class, its route and test.",
            mixinStandardHelpOptions = true)
    int channel(
            @Mixin Wanted wanted,
            @Option(names = "--native", description = "In Java, for a platform that also posts to us") boolean java) {
        if (java) {
            return project(wanted, Kind.NATIVE_CHANNEL);
        }
        Scaffold scaffold = Scaffold.of(Kind.CHANNEL, wanted.name);
        Path dir = folder(wanted, Kind.CHANNEL);
        return written(
                scaffold.write(dir),
                wanted,
                List.of(
                        "edit " + dir.resolve("channels/" + wanted.name + "/channel.yaml"),
                        "veaiops lint " + dir,
                        "run the hub with VEAIOPS_EXTENSIONS_DIR=" + dir + ", then add a bot of the channel "
                                + scaffold.name().type()));
    }

    @Command(
            name = "datasource",
            description =
                    "A data source in Java: class, configuration, route, wiring, and a test with a fake platform.",
            mixinStandardHelpOptions = true)
    int datasource(@Mixin Wanted wanted) {
        return project(wanted, Kind.DATA_SOURCE);
    }

    private static int project(Wanted wanted, Kind kind) {
        Scaffold scaffold = Scaffold.of(kind, wanted.name);
        String test = scaffold.name().type() + (kind == Kind.DATA_SOURCE ? "DataSourceTest" : "ChannelTest");
        return written(
                scaffold.write(folder(wanted, kind)),
                wanted,
                List.of(
                        "mvn -q test -Dtest=" + test
                                + " (a project of your own: first mvn install in that of the hub, for its two artefacts)",
                        "put in what the platform really takes and answers, in the class and in the fake of the test"));
    }

    private static Path folder(Wanted wanted, Kind kind) {
        Path here = Path.of("");
        if (wanted.dir != null || kind.isProject()) {
            return Optional.ofNullable(wanted.dir).orElse(here);
        }
        return Optional.ofNullable(System.getenv("VEAIOPS_EXTENSIONS_DIR"))
                .filter(dir -> !dir.isBlank())
                .map(Path::of)
                .orElse(Files.isDirectory(PROJECT) ? PROJECT : Path.of("."));
    }

    private static int written(List<Path> files, Wanted wanted, List<String> next) {
        List<String> names = files.stream().map(Path::toString).toList();
        if (wanted.out.json()) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("files", names);
            answer.put("next", next);
            wanted.out.json(answer);
            return 0;
        }
        names.forEach(name -> wanted.out.line("wrote " + name));
        wanted.out.line("next:");
        next.forEach(step -> wanted.out.line("  " + step));
        return 0;
    }

    private static String environment(String name) {
        return name.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}

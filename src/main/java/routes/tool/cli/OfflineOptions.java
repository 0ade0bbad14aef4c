package routes.tool.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import routes.wiring.SettingFiles;

/** Whose files and settings count where no hub is asked. */
final class OfflineOptions {
    private static final Pattern NAMED = Pattern.compile("\\{\\{([^}:]+)(?::[^}]*)?}}");
    private static final Path PROJECT = Path.of("src", "main", "resources");

    @Option(
            names = "--extensions",
            paramLabel = "DIR",
            description =
                    "Offline: the folder of extensions; or VEAIOPS_EXTENSIONS_DIR; or this one if it has mappings")
    private @Nullable Path extensions;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "Offline: properties over those of the application")
    private @Nullable Path settings;

    /** Empty for what comes with the application. */
    Optional<Path> folder() {
        return Optional.ofNullable(extensions)
                .or(() -> SettingFiles.environment("VEAIOPS_EXTENSIONS_DIR").map(Path::of))
                .or(() -> Stream.of(Path.of(""), PROJECT)
                        .filter(folder -> Files.isDirectory(folder.resolve("mappings")))
                        .findFirst());
    }

    /** By name, with what they name of others. */
    Map<String, String> settings() {
        Map<String, String> values = CurrentSettings.read(settings).values();
        Map<String, String> whole = new HashMap<>();
        values.forEach((name, value) -> whole.put(
                name,
                NAMED.matcher(value)
                        .replaceAll(other -> Matcher.quoteReplacement(values.getOrDefault(other.group(1), "")))
                        .strip()));
        return whole;
    }
}

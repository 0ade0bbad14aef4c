package routes.tool.preview;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import routes.alarm.LevelTable;
import routes.common.error.VeaiopsException;
import routes.common.yaml.YamlText;
import routes.event.LooseRecoveries;
import routes.event.MemoryLedger;
import routes.event.PolicySettings;
import routes.event.PublishedEvent;
import routes.extension.source.Posted;
import routes.extension.source.ShippedFolder;
import routes.extension.source.SourceFile;
import routes.extension.source.SourceFileReader;
import routes.extension.source.SourceFolder;
import routes.extension.source.SourcePack.Origin;
import routes.extension.trial.Audience;
import routes.extension.trial.TrialNotice;
import routes.extension.trial.TrialRun;

/** Tries a post with nothing stored before it: no event is open, and there is one subscription that wants everything. */
public final class OfflineTrial {
    private static final String MAPPINGS = "mappings";

    private final Optional<Path> extensions;
    private final TrialRun trials;

    /**
     * @param extensions a folder with mappings, channels and templates; empty for those of the application only
     * @param settings values by name
     * @param ways names of the ways to be notified that are shown; none means all
     */
    public OfflineTrial(Optional<Path> extensions, Map<String, String> settings, List<String> ways, Clock clock) {
        this.extensions = extensions;
        OfflineChannels channels = new OfflineChannels(extensions, settings, clock);
        this.trials = new TrialRun(
                new MemoryLedger(),
                source -> PolicySettings.of(source, name -> Optional.ofNullable(settings.get(name))),
                LooseRecoveries.NONE,
                (event, now) -> notified(channels, ways, event, now),
                clock);
    }

    /** @throws routes.common.error.RefusedRequest as the endpoint would refuse it */
    public TrialRun.Outcome of(Posted post, SourceFile source) {
        return trials.of(post, TrialRun.Reading.of(source), LevelTable.shipped());
    }

    /** The mapping of a source: of the folder of extensions, else the application's own. */
    public SourceFile source(String name) {
        return extensions
                .map(folder -> folder.resolve(MAPPINGS).resolve(name).resolve(SourceFolder.FILE))
                .filter(Files::isRegularFile)
                .map(file -> read(name, file))
                .or(() -> shipped(name))
                .orElseThrow(() -> new VeaiopsException("there is no mapping " + name
                        + " here; give its file with --mapping. Sources that are code can be tried at a hub only"));
    }

    /** @throws VeaiopsException with every problem and its line */
    public static SourceFile read(String name, Path file) {
        try {
            return read(
                    new YamlText(name, file.toString(), Files.readString(file), new ArrayList<>()),
                    SourceFolder.functions(
                            Objects.requireNonNull(file.toAbsolutePath().getParent())));
        } catch (IOException e) {
            throw new VeaiopsException("cannot read " + file, e);
        }
    }

    /** @throws VeaiopsException with every problem and its line */
    public static SourceFile read(YamlText file) {
        return read(file, Map.of());
    }

    private static SourceFile read(YamlText file, Map<String, String> functions) {
        return SourceFileReader.offline()
                .read(file, functions)
                .orElseThrow(() -> new VeaiopsException(String.join("\n", file.problems())));
    }

    /** The mapping of a source that comes with the application. */
    public static Optional<SourceFile> shipped(String name) {
        return ShippedFolder.read(MAPPINGS, folder -> SourceFolder.packs(folder, Origin.APPLICATION)).stream()
                .flatMap(List::stream)
                .filter(pack -> pack.name().equals(name))
                .map(pack -> read(new YamlText(name, pack.place(), pack.yaml(), new ArrayList<>()), pack.functions()))
                .findFirst();
    }

    private static Audience.Notified notified(
            OfflineChannels channels, List<String> ways, PublishedEvent event, Instant now) {
        return new Audience.Notified(
                List.of(),
                channels.ways()
                        .filter(way -> ways.isEmpty() || ways.stream().anyMatch(way.name()::equalsIgnoreCase))
                        .map(way -> TrialNotice.offline(
                                way.name(), way.notice(event, now), channels.preview(way, way.notice(event, now))))
                        .toList());
    }
}

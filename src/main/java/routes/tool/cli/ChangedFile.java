package routes.tool.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.common.yaml.YamlText;
import routes.extension.source.SourceFile;
import routes.extension.source.SourceFileReader;
import routes.extension.source.SourceFolder;
import routes.extension.source.SourcePack;
import routes.subscription.Subscription;
import routes.tool.compare.ComparedSubscriptions;
import routes.tool.compare.Mappings;
import routes.tool.compare.MergeSettings;

/**
 * What a file or a folder of extensions says, for one side of a comparison.
 *
 * @param mappings by which posts are read again
 * @param sources names of the mappings
 * @param folder the folder; empty for a file
 */
record ChangedFile(
        Mappings mappings,
        List<String> sources,
        List<Subscription> subscriptions,
        MergeSettings merge,
        Optional<Path> folder) {
    private static final MergeSettings NO_SETTINGS = new MergeSettings(Map.of());

    /** Nothing is said: everything is as it stands in the log, at the hub and in the settings. */
    static ChangedFile nothing() {
        return new ChangedFile(new Mappings(), List.of(), List.of(), NO_SETTINGS, Optional.empty());
    }

    static ChangedFile read(Path file) {
        if (Files.isDirectory(file)) {
            return folder(file);
        }
        String text = TryCommand.read(file);
        String name = file.getFileName().toString();
        if (name.endsWith(".properties")) {
            return settings(text);
        }
        if (name.endsWith(".json")) {
            return subscriptions(text);
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return mapping(file, text);
        }
        throw new VeaiopsException(name
                + " is none of: a mapping (.yaml), subscriptions (.json), settings (.properties), a folder of"
                + " extensions");
    }

    private static ChangedFile settings(String text) {
        MergeSettings merge = MergeSettings.of(CurrentSettings.properties(text));
        if (merge.values().isEmpty()) {
            throw new VeaiopsException("there is no merge setting in it, such as veaiops.merge.window-seconds");
        }
        return new ChangedFile(new Mappings(), List.of(), List.of(), merge, Optional.empty());
    }

    private static ChangedFile subscriptions(String text) {
        try {
            List<Subscription> rules = ComparedSubscriptions.read(Json.mapper().readTree(text));
            return new ChangedFile(new Mappings(), List.of(), rules, NO_SETTINGS, Optional.empty());
        } catch (IOException e) {
            throw new VeaiopsException("the subscriptions are no JSON: " + e.getMessage(), e);
        }
    }

    private static ChangedFile mapping(Path file, String text) {
        SourceFile read = source(
                new YamlText(file.getFileName().toString(), file.toString(), text, new ArrayList<>()), functions(file));
        return new ChangedFile(
                new Mappings().with(read, text), List.of(read.name()), List.of(), NO_SETTINGS, Optional.empty());
    }

    private static Map<String, String> functions(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            return folder == null ? Map.of() : SourceFolder.functions(folder);
        } catch (IOException e) {
            throw new VeaiopsException("cannot read " + folder, e);
        }
    }

    private static ChangedFile folder(Path folder) {
        Mappings mappings = new Mappings();
        List<String> sources = new ArrayList<>();
        for (SourcePack pack : SourceFolder.packs(folder.resolve("mappings"), SourcePack.Origin.FOLDER)) {
            SourceFile read =
                    source(new YamlText(pack.name(), pack.place(), pack.yaml(), new ArrayList<>()), pack.functions());
            mappings.with(read, pack.yaml());
            sources.add(read.name());
        }
        return new ChangedFile(mappings, sources, List.of(), merge(folder), Optional.of(folder));
    }

    private static MergeSettings merge(Path folder) {
        Map<String, String> values = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".properties"))
                    .sorted()
                    .forEach(file -> values.putAll(CurrentSettings.properties(TryCommand.read(file))));
        } catch (IOException e) {
            throw new VeaiopsException("cannot read " + folder, e);
        }
        return MergeSettings.of(values);
    }

    private static SourceFile source(YamlText text, Map<String, String> functions) {
        return SourceFileReader.offline()
                .read(text, functions)
                .orElseThrow(() -> new VeaiopsException(String.join("\n", text.problems())));
    }
}

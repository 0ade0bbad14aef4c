package routes.extension;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.common.yaml.YamlText;
import routes.extension.Extension.Label;
import routes.extension.RouteSwap.UnusableRoutes;
import routes.extension.lint.DeclaredSettings;
import routes.extension.source.SourcePack.Origin;

/**
 * Properties files: routes that name a changed setting are restarted with it; whatever else reads it reads it at the start,
 * and is reported by name.
 */
public final class LiveSettings implements LiveKind {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSettings.class);

    private final List<ExtensionRoot> roots;
    private final SavedSettings saved;
    private final LiveRoutes routes;
    private final Effect effect;
    private final Map<Path, Map<String, String>> taken = new LinkedHashMap<>();
    private final LoadedExtensions loaded = new LoadedExtensions();

    /**
     * What becomes of a setting beside routes.
     *
     * @param shipped the settings that there are
     * @param outranked whether the environment says otherwise
     * @param atStart whether code reads it when the application starts
     * @param live takes it, where something beside routes can
     */
    public record Effect(
            DeclaredSettings shipped, Predicate<String> outranked, Predicate<String> atStart, LiveValues live) {}

    public LiveSettings(List<ExtensionRoot> roots, SavedSettings saved, LiveRoutes routes, Effect effect) {
        this.roots = List.copyOf(roots);
        this.saved = saved;
        this.routes = routes;
        this.effect = effect;
        for (ExtensionRoot root : roots) {
            for (Path file : units(root)) {
                taken.put(file, SettingsFile.read(file));
                loaded.begin(row(root, file));
            }
        }
    }

    @Override
    public Beginning beginning() {
        return Beginning.ELSEWHERE;
    }

    @Override
    public List<Path> units(ExtensionRoot root) {
        return SettingsFile.of(root);
    }

    @Override
    public synchronized boolean take(ExtensionRoot root, Path unit) {
        Map<String, String> next;
        try {
            next = SettingsFile.read(unit);
        } catch (IllegalArgumentException e) {
            loaded.refuse(label(root, unit), List.of(root.place(unit) + ": " + e.getMessage()));
            return false;
        }
        List<String> problems = problems(root, unit, next);
        if (problems.isEmpty()) {
            problems = apply(root, unit, next);
        }
        if (!problems.isEmpty()) {
            loaded.refuse(label(root, unit), problems);
        }
        return problems.isEmpty();
    }

    private List<String> apply(ExtensionRoot root, Path unit, Map<String, String> next) {
        Map<Path, Map<String, String>> all = new LinkedHashMap<>(taken);
        all.put(unit, next);
        Map<String, String> before = saved.values();
        Map<String, String> after = merged(all);
        Set<String> changed = changed(merged(taken), after);
        changed.removeIf(effect.outranked());
        saved.become(after);
        try {
            routes.restart(changed);
        } catch (UnusableRoutes e) {
            saved.become(before);
            routes.restart(changed);
            return List.of(root.place(unit) + ": " + e.getMessage());
        }
        taken.put(unit, next);
        List<String> waiting = changed.stream()
                .filter(name -> !effect.live().take(name))
                .filter(name -> effect.atStart().test(name) || effect.shipped().knows(name) && !routes.name(name))
                .map(name -> name + " needs a restart")
                .toList();
        Extension row = row(root, unit);
        loaded.works(waiting.isEmpty() ? row : row.waiting(waiting));
        return List.of();
    }

    /** Every setting of the file has its default again. */
    @Override
    public synchronized void gone(ExtensionRoot root, Path unit) {
        if (taken.containsKey(unit)) {
            List<String> problems = apply(root, unit, Map.of());
            taken.remove(unit);
            problems.forEach(problem -> LOG.warn("settings of {} are still in use: {}", unit, problem));
        }
        loaded.forget(label(root, unit).name());
    }

    private List<String> problems(ExtensionRoot root, Path unit, Map<String, String> next) {
        List<String> wrong = unknown(root, next);
        new TreeMap<>(next).forEach((name, value) -> {
            if (!value.contains("{{")) {
                effect.live().problem(name, value).ifPresent(problem -> wrong.add(name + ": " + problem));
            }
        });
        return wrong.stream().map(problem -> root.place(unit) + ": " + problem).toList();
    }

    /** A name that no code reads is a misspelled one; in the application's own file it is a new one. */
    private List<String> unknown(ExtensionRoot root, Map<String, String> next) {
        return next.keySet().stream()
                .filter(name -> root.origin() != Origin.APPLICATION)
                .filter(name -> name.startsWith("veaiops.") && !effect.shipped().knows(name))
                .sorted()
                .map(name ->
                        "there is no setting " + name + "; " + effect.shipped().nearest(name))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** In the order of the roots, whichever file was saved first. */
    private Map<String, String> merged(Map<Path, Map<String, String>> files) {
        Map<String, String> all = new TreeMap<>();
        roots.stream().flatMap(root -> inOrder(root, files.keySet())).forEach(file -> all.putAll(files.get(file)));
        return all;
    }

    /** Those of a root, also one that was deleted. */
    private Stream<Path> inOrder(ExtensionRoot root, Set<Path> files) {
        Stream<Path> found = files.stream().filter(file -> root.folder().equals(file.getParent()));
        List<Path> there = units(root);
        return root.origin() == Origin.APPLICATION ? there.stream().filter(files::contains) : found.sorted();
    }

    private static Set<String> changed(Map<String, String> before, Map<String, String> after) {
        return Stream.concat(before.keySet().stream(), after.keySet().stream())
                .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public List<Extension> rows() {
        return loaded.rows();
    }

    private Extension row(ExtensionRoot root, Path unit) {
        List<String> lines = new ArrayList<>();
        new TreeMap<>(Objects.requireNonNull(taken.get(unit))).forEach((name, value) -> lines.add(name + "=" + value));
        return Extension.working(label(root, unit), YamlText.version(String.join("\n", lines)));
    }

    private static Label label(ExtensionRoot root, Path unit) {
        String name = unit.getFileName().toString();
        return switch (root.origin()) {
            case APPLICATION -> new Label("settings", "project/" + name, root.origin(), root.place(unit));
            case JAR -> new Label(
                    "settings",
                    Path.of(root.folder().getFileSystem().toString()).getFileName() + "/" + name,
                    root.origin(),
                    root.place(unit));
            case FOLDER -> new Label("settings", name, root.origin(), root.place(unit));
        };
    }
}

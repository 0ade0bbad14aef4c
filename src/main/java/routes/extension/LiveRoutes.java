package routes.extension;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import routes.common.yaml.YamlText;
import routes.extension.Extension.Label;
import routes.extension.RouteSwap.UnusableRoutes;
import routes.extension.lint.RouteFile;
import routes.extension.lint.RouteLint;
import routes.extension.lint.RouteProject;
import routes.extension.source.SourcePack.Origin;

/**
 * Route files: of a file that was saved those routes are exchanged that have changed, and no others. A file of the folder of
 * extensions that is named like one of the application takes its place.
 */
public final class LiveRoutes implements LiveKind {
    private static final String SUFFIX = ".camel.yaml";
    private final RouteSwap swap;
    private final Grounds grounds;
    private final Supplier<? extends Collection<RouteFile>> shipped;
    private final Map<String, Known> files = new TreeMap<>();
    private final LoadedExtensions loaded = new LoadedExtensions();

    /** What a route file is checked against. */
    @FunctionalInterface
    public interface Grounds {
        RouteProject with(List<RouteFile> files);
    }

    private record Known(Origin origin, RouteFile file, List<RouteEntry> entries) {}

    /** @param shipped the files of the application, which run; they are read when something is compared with them */
    public LiveRoutes(RouteSwap swap, Grounds grounds, Supplier<? extends Collection<RouteFile>> shipped) {
        this.swap = swap;
        this.grounds = grounds;
        this.shipped = shipped;
    }

    private Map<String, Known> known() {
        if (files.isEmpty()) {
            shipped.get().forEach(file -> {
                keep(Origin.APPLICATION, file, RouteEntry.of(file));
                loaded.begin(Extension.working(
                        new Label("routes", file.name(), Origin.APPLICATION, "routes/" + file.name()), version(file)));
            });
        }
        return files;
    }

    @Override
    public Beginning beginning() {
        return Beginning.AFTER_ROUTES;
    }

    @Override
    public List<Path> units(ExtensionRoot root) {
        return ExtensionRoot.listed(root.folder().resolve("routes")).stream()
                .filter(file -> file.toString().endsWith(SUFFIX))
                .toList();
    }

    @Override
    public synchronized boolean take(ExtensionRoot root, Path unit) {
        String name = unit.getFileName().toString();
        Label label = new Label("routes", name, root.origin(), root.place(unit));
        try {
            RouteFile next = RouteFile.parse(name, Files.readString(unit));
            List<String> problems = problems(next, label.place());
            if (!problems.isEmpty()) {
                loaded.refuse(label, problems);
                return false;
            }
            Change change = change(next, other -> moved(root, unit, other));
            swap.swap(name, change.leaving(), change.coming());
            taken(label, next, change);
            return true;
        } catch (UnusableRoutes e) {
            loaded.refuse(label, List.of(label.place() + ":" + line(unit, e.route()) + ": " + e.getMessage()));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            loaded.refuse(label, List.of(label.place() + ":" + line + ": not YAML: " + e.getOriginalMessage()));
        } catch (IOException e) {
            loaded.refuse(label, List.of(label.place() + ": cannot be read"));
        }
        return false;
    }

    /**
     * Restarts the routes that name one of these settings.
     *
     * @return their ids
     * @throws UnusableRoutes when one does not start with the new values; all run with the old ones then
     */
    synchronized List<String> restart(Collection<String> settings) {
        List<String> restarted = new ArrayList<>();
        known().forEach((name, file) -> {
            List<RouteEntry> naming = file.entries().stream()
                    .filter(RouteEntry::runs)
                    .filter(entry -> settings.stream().anyMatch(setting -> names(entry, setting)))
                    .toList();
            swap.swap(name, naming, naming);
            naming.forEach(entry -> restarted.add(entry.id()));
        });
        return restarted;
    }

    /** Whether a route names this setting, itself or by its template. */
    synchronized boolean name(String setting) {
        return everything().filter(RouteEntry::runs).anyMatch(entry -> names(entry, setting));
    }

    @Override
    public synchronized List<Extension> rows() {
        known();
        return loaded.rows();
    }

    private boolean names(RouteEntry entry, String setting) {
        String template =
                entry.yaml().path("templatedRoute").path("routeTemplateRef").asText();
        return entry.mentions(setting)
                || everything()
                        .anyMatch(other -> other.kind().equals("routeTemplate")
                                && other.id().equals(template)
                                && other.mentions(setting));
    }

    private Stream<RouteEntry> everything() {
        return known().values().stream().flatMap(file -> file.entries().stream());
    }

    private List<String> problems(RouteFile next, String place) {
        if (!next.entries().isArray()) {
            return List.of(place + ":1: a route file is a list of routes");
        }
        List<RouteFile> parts = Stream.concat(
                        known().values().stream()
                                .filter(file -> !file.entries().stream().allMatch(RouteEntry::runs))
                                .map(Known::file)
                                .filter(file -> !file.name().equals(next.name())),
                        Stream.of(next))
                .toList();
        return RouteLint.defects(grounds.with(parts)).stream()
                .filter(finding -> finding.file().equals(next.name()))
                .map(finding -> place + ":" + finding.line() + ": " + finding.message())
                .toList();
    }

    /**
     * What a new version of a file brings.
     *
     * @param unchangeable templates and configurations that routes are made of: a restart takes their new version
     */
    private record Change(
            List<RouteEntry> leaving,
            List<RouteEntry> coming,
            List<RouteEntry> staying,
            List<RouteEntry> unchangeable) {}

    /** Whether a file that has an id of this one is gone: then this one is its new name. */
    @FunctionalInterface
    private interface Moved {
        boolean is(Known other);
    }

    private Change change(RouteFile next, Moved moved) {
        List<RouteEntry> before = Optional.ofNullable(known().get(next.name()))
                .map(Known::entries)
                .orElse(List.of());
        Change change = new Change(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (RouteEntry entry : RouteEntry.of(next)) {
            Optional<RouteEntry> same = before.stream().filter(entry::same).findFirst();
            if (same.equals(Optional.of(entry))) {
                change.staying().add(entry);
            } else if (same.isPresent() && !entry.runs()) {
                change.staying().add(same.get());
                change.unchangeable().add(entry);
            } else {
                same.or(() -> elsewhere(next.name(), entry, moved)).ifPresent(change.leaving()::add);
                change.coming().add(entry);
            }
        }
        before.stream()
                .filter(RouteEntry::runs)
                .filter(old -> Stream.of(change.staying(), change.leaving())
                        .flatMap(List::stream)
                        .noneMatch(old::same))
                .forEach(change.leaving()::add);
        return change;
    }

    /** A route of the same id in another file. */
    private Optional<RouteEntry> elsewhere(String name, RouteEntry entry, Moved moved) {
        for (Known other : known().values()) {
            Optional<RouteEntry> same = other.file().name().equals(name)
                    ? Optional.empty()
                    : other.entries().stream().filter(entry::same).findFirst();
            if (same.isPresent() && !moved.is(other)) {
                throw new UnusableRoutes(
                        entry.id(),
                        "there is a " + entry.kind() + " " + entry.id() + " already, in "
                                + other.file().name(),
                        null);
            }
            if (same.isPresent()) {
                return same;
            }
        }
        if (entry.runs() && swap.has(entry.id())) {
            throw new UnusableRoutes(entry.id(), "there is a route " + entry.id() + " already", null);
        }
        return Optional.empty();
    }

    private static boolean moved(ExtensionRoot root, Path unit, Known other) {
        return other.origin() == root.origin()
                && !Files.exists(unit.resolveSibling(other.file().name()));
    }

    private void taken(Label label, RouteFile next, Change change) {
        change.leaving().forEach(gone -> known().replaceAll(
                        (name, file) -> file.entries().contains(gone)
                                ? new Known(
                                        file.origin(),
                                        file.file(),
                                        file.entries().stream()
                                                .filter(entry -> !entry.equals(gone))
                                                .toList())
                                : file));
        keep(
                label.origin(),
                next,
                Stream.concat(change.staying().stream(), change.coming().stream())
                        .toList());
        Extension works = Extension.working(label, version(next));
        loaded.works(
                change.unchangeable().isEmpty()
                        ? works
                        : works.waiting(change.unchangeable().stream()
                                .map(entry -> "the " + entry.kind() + " " + entry.id() + " needs a restart")
                                .toList()));
    }

    private void keep(Origin origin, RouteFile file, List<RouteEntry> entries) {
        files.put(file.name(), new Known(origin, file, List.copyOf(entries)));
    }

    private static int line(Path unit, String route) {
        List<String> lines;
        try {
            lines = Files.readAllLines(unit);
        } catch (IOException e) {
            return 1;
        }
        return 1
                + Math.max(
                        0,
                        lines.stream()
                                .map(line -> line.strip().replace("\"", ""))
                                .map(line -> line.equals("id: " + route) || line.equals("routeId: " + route))
                                .toList()
                                .indexOf(true));
    }

    private static String version(RouteFile file) {
        return YamlText.version(String.join("\n", file.lines()));
    }
}

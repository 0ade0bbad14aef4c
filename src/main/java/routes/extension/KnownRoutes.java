package routes.extension;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import routes.extension.lint.RouteFile;
import routes.extension.source.SourcePack.Origin;

/** The route files whose routes run, in the version that does, and those that the application began with. */
final class KnownRoutes {
    private final Map<String, Known> files = new TreeMap<>();
    private final Map<String, Known> originals = new HashMap<>();
    /** Templates and configurations of files that are gone: the application has them until a restart. */
    private final List<RouteEntry> left = new ArrayList<>();

    /**
     * One file.
     *
     * @param path where it stands; its name alone for one of the application
     */
    record Known(Origin origin, Path path, RouteFile file, List<RouteEntry> entries) {
        List<RouteEntry> running() {
            return entries.stream().filter(RouteEntry::runs).toList();
        }
    }

    /** @param shipped the files of the application */
    KnownRoutes(Collection<RouteFile> shipped) {
        shipped.forEach(file -> keep(new Known(Origin.APPLICATION, Path.of(file.name()), file, RouteEntry.of(file))));
        originals.putAll(files);
    }

    List<Known> files() {
        return List.copyOf(files.values());
    }

    Optional<Known> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    void keep(Known known) {
        files.put(known.file().name(), known);
    }

    /** Its routes are stopped; what others may be made of stays. */
    void remove(String name) {
        entries(name).stream().filter(entry -> !entry.runs()).forEach(left::add);
        files.remove(name);
    }

    /** The version that came with the application. */
    Optional<Known> original(String name) {
        return Optional.ofNullable(originals.get(name));
    }

    void forgetOriginal(String name) {
        originals.remove(name);
    }

    List<RouteEntry> entries(String name) {
        return file(name).map(Known::entries).orElse(List.of());
    }

    /** What a new version of a file meets: its entries, and what files left that are gone. */
    List<RouteEntry> before(String name) {
        return Stream.concat(entries(name).stream(), left.stream()).toList();
    }

    /** Whether an entry names this setting, itself or by its template. */
    boolean names(RouteEntry entry, String setting) {
        String template =
                entry.yaml().path("templatedRoute").path("routeTemplateRef").asText();
        return entry.mentions(setting)
                || files.values().stream()
                        .flatMap(file -> file.entries().stream())
                        .anyMatch(other -> other.kind().equals("routeTemplate")
                                && other.id().equals(template)
                                && other.mentions(setting));
    }
}

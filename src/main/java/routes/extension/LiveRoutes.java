package routes.extension;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.common.yaml.YamlText;
import routes.extension.Extension.Label;
import routes.extension.RouteSwap.UnusableRoutes;
import routes.extension.claim.Claim;
import routes.extension.claim.Claims;
import routes.extension.claim.Owner;
import routes.extension.lint.RouteClaims;
import routes.extension.lint.RouteFile;
import routes.extension.lint.RouteLint;
import routes.extension.lint.RouteProject;
import routes.extension.source.SourcePack.Origin;

/**
 * Route files: of a file that was saved those routes are exchanged that have changed, and no others. A file of the folder of
 * extensions that is named like one of the application takes its place.
 */
public final class LiveRoutes implements LiveKind {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);
    private static final String KIND = "routes";
    private static final String SUFFIX = ".camel.yaml";
    private final RouteSwap swap;
    private final Grounds grounds;
    private final Supplier<? extends Collection<RouteFile>> shipped;
    private final Claims claims;
    private final LoadedExtensions loaded = new LoadedExtensions();
    private @Nullable KnownRoutes known;

    /** What a route file is checked against. */
    @FunctionalInterface
    public interface Grounds {
        RouteProject with(List<RouteFile> files);
    }

    /**
     * @param shipped the files of the application, which run; they are read when something is compared with them
     * @param claims asked before a file is taken
     */
    public LiveRoutes(
            RouteSwap swap, Grounds grounds, Supplier<? extends Collection<RouteFile>> shipped, Claims claims) {
        this.swap = swap;
        this.grounds = grounds;
        this.shipped = shipped;
        this.claims = claims;
    }

    private KnownRoutes known() {
        if (known == null) {
            known = new KnownRoutes(shipped.get());
            known.files().forEach(file -> loaded.begin(row(file.file())));
        }
        return known;
    }

    private static Extension row(RouteFile shipped) {
        return Extension.working(
                new Label(KIND, shipped.name(), Origin.APPLICATION, "routes/" + shipped.name()), version(shipped));
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
    public synchronized void claim(ExtensionRoot root, Path unit) {
        try {
            RouteFile file = RouteFile.parse(unit.getFileName().toString(), Files.readString(unit));
            RouteProject project = project(file);
            Owner owner = owner(root, unit, file, project);
            if (file.entries().isArray()
                    && RouteClaims.findings(claims, owner, file, project).isEmpty()) {
                claims.hold(owner, RouteClaims.of(file, project), claims.yielding(owner, RouteClaims.replaces(file)));
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("what {} is for is told when it is taken", unit, e);
        }
    }

    @Override
    public synchronized boolean take(ExtensionRoot root, Path unit) {
        Label label = new Label(KIND, unit.getFileName().toString(), root.origin(), root.place(unit));
        List<String> problems = problems(root, unit, label);
        if (problems.isEmpty()) {
            return true;
        }
        loaded.refuse(label, problems);
        if (known().file(label.name()).filter(file -> file.path().equals(unit)).isEmpty()) {
            claims.release(label.place());
        }
        return false;
    }

    private List<String> problems(ExtensionRoot root, Path unit, Label label) {
        try {
            RouteFile next = RouteFile.parse(label.name(), Files.readString(unit));
            RouteProject project = project(next);
            Owner owner = owner(root, unit, next, project);
            List<String> problems = problems(next, project, owner, label.place());
            return problems.isEmpty() ? put(label, unit, owner, project) : problems;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            return List.of(label.place() + ":" + line + ": not YAML: " + e.getOriginalMessage());
        } catch (IOException e) {
            return List.of(label.place() + ": cannot be read");
        }
    }

    /** What is wrong after all, and everything is as before; or nothing. */
    private List<String> put(Label label, Path unit, Owner owner, RouteProject project) {
        RouteFile next = project.files().get(project.files().size() - 1);
        List<Owner> replaced = claims.yielding(owner, RouteClaims.replaces(next));
        Set<Claim> wanted = RouteClaims.of(next, project);
        List<String> others = others(next, replaced, claims.deletedHolders(owner, wanted));
        RouteChange change = RouteChange.of(
                known().before(next.name()),
                RouteEntry.of(next),
                others.stream().flatMap(name -> known().entries(name).stream()).toList());
        try {
            swap.swap(next.name(), change.leaving(), change.coming());
        } catch (UnusableRoutes e) {
            int line = e.route().isEmpty() ? 1 : next.finding(e.route(), "").line();
            return List.of(label.place() + ":" + line + ": " + e.getMessage());
        }
        others.forEach(known()::remove);
        known().keep(new KnownRoutes.Known(label.origin(), unit, next, change.entries()));
        claims.hold(owner, wanted, replaced);
        Extension works = Extension.working(label, version(next))
                .replacing(replaced.stream().map(Owner::place).toList());
        List<String> waiting = change.unchangeable().stream()
                .map(entry -> "the " + entry.kind() + " " + entry.id() + " needs a restart")
                .toList();
        loaded.works(waiting.isEmpty() ? works : works.waiting(waiting));
        return List.of();
    }

    /** Other files whose routes leave for a new version. */
    private static List<String> others(RouteFile next, List<Owner> replaced, List<Owner> deleted) {
        return Stream.concat(
                        replaced.stream().map(other -> RouteClaims.nameOf(other.place())),
                        deleted.stream()
                                .map(other ->
                                        Path.of(other.place()).getFileName().toString()))
                .filter(name -> !name.equals(next.name()))
                .toList();
    }

    @Override
    public synchronized void gone(ExtensionRoot root, Path unit) {
        String name = unit.getFileName().toString();
        boolean application = root.origin() == Origin.APPLICATION;
        if (application) {
            known().forgetOriginal(name);
        }
        Set<String> replaced = claims.replacedBy(root.place(unit));
        known().file(name)
                .filter(was -> was.origin() == root.origin()
                        && (application || was.path().equals(unit)))
                .ifPresent(was -> {
                    Optional<KnownRoutes.Known> first = known().original(name);
                    swap.swap(
                            name,
                            was.running(),
                            first.map(KnownRoutes.Known::running).orElse(List.of()));
                    known().remove(name);
                    first.ifPresent(known()::keep);
                });
        known().file(name).ifPresentOrElse(runs -> loaded.begin(row(runs.file())), () -> loaded.forget(name));
        claims.release(root.place(unit));
        replaced.forEach(this::comeBack);
    }

    /** Stops the routes of a file of the application while something else has its place. */
    synchronized void leave(String place) {
        String name = RouteClaims.nameOf(place);
        known().file(name).filter(file -> file.origin() == Origin.APPLICATION).ifPresent(file -> {
            swap.swap(name, file.running(), List.of());
            known().remove(name);
            loaded.forget(name);
        });
    }

    /** Runs the routes of a file of the application again. */
    synchronized void comeBack(String place) {
        String name = RouteClaims.nameOf(place);
        known().original(name).filter(first -> known().file(name).isEmpty()).ifPresent(first -> {
            swap.swap(name, List.of(), first.running());
            known().keep(first);
            loaded.begin(row(first.file()));
        });
    }

    /**
     * Restarts the routes that name one of these settings.
     *
     * @return their ids
     * @throws UnusableRoutes when one does not start with the new values; all run with the old ones then
     */
    synchronized List<String> restart(Collection<String> settings) {
        List<String> restarted = new ArrayList<>();
        for (KnownRoutes.Known file : known().files()) {
            List<RouteEntry> naming = file.running().stream()
                    .filter(entry -> settings.stream().anyMatch(setting -> known().names(entry, setting)))
                    .toList();
            swap.swap(file.file().name(), naming, naming);
            naming.forEach(entry -> restarted.add(entry.id()));
        }
        return restarted;
    }

    /** Whether a route names this setting, itself or by its template. */
    synchronized boolean name(String setting) {
        return known().files().stream().flatMap(file -> file.running().stream()).anyMatch(entry -> known().names(
                        entry, setting));
    }

    @Override
    public synchronized List<Extension> rows() {
        known();
        return loaded.rows();
    }

    private RouteProject project(RouteFile next) {
        if (!next.entries().isArray()) {
            return grounds.with(List.of());
        }
        return grounds.with(Stream.concat(
                        known().files().stream()
                                .filter(file -> !file.entries().stream().allMatch(RouteEntry::runs))
                                .map(KnownRoutes.Known::file)
                                .filter(file -> !file.name().equals(next.name())),
                        Stream.of(next))
                .toList());
    }

    private List<String> problems(RouteFile next, RouteProject project, Owner owner, String place) {
        if (!next.entries().isArray()) {
            return List.of(place + ":1: a route file is a list of routes");
        }
        return Stream.concat(
                        RouteLint.defects(project).stream()
                                .filter(finding -> finding.file().equals(next.name())),
                        RouteClaims.findings(claims, owner, next, project).stream())
                .map(finding -> place + ":" + finding.line() + ": " + finding.message())
                .toList();
    }

    private static Owner owner(ExtensionRoot root, Path unit, RouteFile file, RouteProject project) {
        String name = file.name();
        return switch (root.origin()) {
            case APPLICATION -> RouteClaims.shipped(name, RouteClaims.of(file, project));
            case JAR -> RouteClaims.ofPlugin(name, root.place(unit));
            case FOLDER -> RouteClaims.own(name, root.place(unit), unit);
        };
    }

    private static String version(RouteFile file) {
        return YamlText.version(String.join("\n", file.lines()));
    }
}

package routes.extension;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.extension.Extension.State;
import routes.extension.claim.Claim;
import routes.extension.claim.Claims;
import routes.extension.claim.Owner;
import routes.extension.source.SourceClaims;
import routes.extension.source.SourceFile;
import routes.extension.source.SourceFolder;
import routes.extension.source.SourcePack;
import routes.extension.source.SourcePath;
import routes.extension.source.SourceRegistry;
import routes.extension.source.SourceRoutes;

/**
 * Mapping files: a new version takes over between two posts.
 *
 * <p>Failure policy: a source works when its endpoints are open. When one cannot be opened, the version before it and what it
 * would have replaced are there again.
 */
public final class LiveMappings implements LiveKind {
    private static final Logger LOG = LoggerFactory.getLogger(LiveMappings.class);

    private final SourceRegistry registry;
    private final SourceRoutes routes;
    private final Claims claims;
    private final LiveRoutes coded;

    /** @param coded the routes of sources that are code, which a mapping can replace */
    public LiveMappings(SourceRegistry registry, SourceRoutes routes, Claims claims, LiveRoutes coded) {
        this.registry = registry;
        this.routes = routes;
        this.claims = claims;
        this.coded = coded;
    }

    @Override
    public Beginning beginning() {
        return Beginning.BEFORE_ROUTES;
    }

    @Override
    public List<Path> units(ExtensionRoot root) {
        return ExtensionRoot.listed(root.folder().resolve("mappings")).stream()
                .filter(source -> Files.isRegularFile(source.resolve(SourceFolder.FILE)))
                .toList();
    }

    @Override
    public synchronized void claim(ExtensionRoot root, Path unit) {
        SourcePack pack = SourceFolder.pack(unit, root.origin());
        SourceFile file = registry.checked(pack).file();
        if (file != null && SourceClaims.problems(claims, pack, file).isEmpty()) {
            Owner owner = SourceClaims.owner(pack);
            claims.hold(owner, SourcePath.claims(file), claims.yielding(owner, SourceClaims.replaces(pack)));
        }
    }

    @Override
    public synchronized boolean take(ExtensionRoot root, Path unit) {
        SourcePack pack = SourceFolder.pack(unit, root.origin());
        Optional<SourceRegistry.Entry> known = registry.entry(pack.name());
        List<String> before = known.map(SourceRegistry.Entry::problems).orElse(List.of());
        SourceRegistry.Entry offered = registry.checked(pack);
        List<String> problems = offered.problems();
        SourceFile file = offered.file();
        if (file != null) {
            problems = SourceClaims.problems(claims, pack, file);
            if (problems.isEmpty()) {
                problems = put(offered, file, pack);
            }
        }
        if (problems.isEmpty()) {
            LOG.info("alarm-source {} works in its version {}", pack.name(), file == null ? "" : file.version());
            return true;
        }
        boolean worked = known.filter(
                        entry -> entry.file() != null && entry.place().equals(pack.place()))
                .isPresent();
        registry.refuse(pack, problems);
        if (!worked) {
            claims.release(pack.place());
        }
        if (!problems.equals(before)) {
            problems.forEach(problem -> LOG.warn("alarm-source {} refused: {}", pack.name(), problem));
        }
        return false;
    }

    /** What is wrong after all, and everything is as before; or nothing. */
    private List<String> put(SourceRegistry.Entry offered, SourceFile file, SourcePack pack) {
        Owner owner = SourceClaims.owner(pack);
        Set<Claim> wanted = SourcePath.claims(file);
        List<Owner> replaced = claims.yielding(owner, SourceClaims.replaces(pack));
        List<Owner> leaving = Stream.concat(replaced.stream(), claims.deletedHolders(owner, wanted).stream())
                .toList();
        Optional<SourceRegistry.Entry> before = registry.entry(file.name());
        registry.keep(offered);
        try {
            names(leaving, file.name()).forEach(registry::hide);
            leaving.forEach(other -> coded.leave(other.place()));
            routes.open(file.name(), names(leaving, file.name()));
        } catch (RuntimeException e) {
            LOG.debug("the source {} cannot be taken", file.name(), e);
            undo(file.name(), before, leaving);
            return List.of(pack.place() + ":1: " + e.getMessage());
        }
        claims.hold(owner, wanted, replaced);
        return List.of();
    }

    private void undo(String name, Optional<SourceRegistry.Entry> before, Collection<Owner> left) {
        registry.remove(name);
        before.ifPresent(registry::keep);
        if (before.map(SourceRegistry.Entry::file).isPresent()) {
            routes.open(name);
        } else {
            routes.close(name);
        }
        comeBack(left.stream().map(Owner::place).toList(), name);
    }

    /** @param places of owners that a source had replaced */
    private void comeBack(Collection<String> places, String except) {
        for (String place : places) {
            coded.comeBack(place);
            String name = SourceClaims.nameOf(place);
            if (!name.isEmpty() && !name.equals(except) && registry.remove(name).isPresent()) {
                routes.open(name);
            }
        }
    }

    private static Set<String> names(Collection<Owner> owners, String except) {
        return owners.stream()
                .map(owner -> SourceClaims.nameOf(owner.place()))
                .filter(name -> !name.isEmpty() && !name.equals(except))
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized void gone(ExtensionRoot root, Path unit) {
        String name = unit.getFileName().toString();
        String place = unit.resolve(SourceFolder.FILE).toString();
        Optional<SourceRegistry.Entry> entry =
                registry.entry(name).filter(known -> known.place().equals(place));
        if (entry.isPresent()) {
            registry.remove(name).ifPresentOrElse(shipped -> routes.open(name), () -> routes.close(name));
            LOG.info("alarm-source {} is gone with its file", name);
        }
        Set<String> replaced = claims.replacedBy(place);
        claims.release(place);
        comeBack(replaced, name);
    }

    @Override
    public synchronized List<Extension> rows() {
        return registry.entries().stream().map(this::row).toList();
    }

    private Extension row(SourceRegistry.Entry entry) {
        SourceFile file = entry.file();
        return new Extension(
                "alarm-source",
                entry.name(),
                state(entry),
                entry.origin(),
                entry.place(),
                file == null ? null : file.version(),
                entry.samples(),
                file == null ? List.of() : file.paths(),
                List.of(),
                claims.replacedBy(entry.place()).stream().sorted().toList(),
                entry.problems());
    }

    private State state(SourceRegistry.Entry entry) {
        if (!entry.problems().isEmpty()) {
            return entry.file() == null ? State.REFUSED : State.PREVIOUS_VERSION_WORKS;
        }
        return routes.isOpen(entry.name()) ? State.WORKING : State.OFF;
    }
}

package routes.extension;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.extension.Extension.State;
import routes.extension.source.SourceFile;
import routes.extension.source.SourceFolder;
import routes.extension.source.SourceRegistry;
import routes.extension.source.SourceRoutes;

/** Mapping files: a new version takes over between two posts. */
public final class LiveMappings implements LiveKind {
    private static final Logger LOG = LoggerFactory.getLogger(LiveMappings.class);

    private final SourceRegistry registry;
    private final SourceRoutes routes;

    public LiveMappings(SourceRegistry registry, SourceRoutes routes) {
        this.registry = registry;
        this.routes = routes;
    }

    @Override
    public Beginning beginning() {
        return Beginning.ELSEWHERE;
    }

    @Override
    public List<Path> units(ExtensionRoot root) {
        return ExtensionRoot.listed(root.folder().resolve("mappings")).stream()
                .filter(source -> Files.isRegularFile(source.resolve(SourceFolder.FILE)))
                .toList();
    }

    @Override
    public boolean take(ExtensionRoot root, Path unit) {
        List<String> before = problems(unit);
        SourceRegistry.Entry entry = registry.offer(SourceFolder.pack(unit, root.origin()));
        if (entry.problems().isEmpty()) {
            routes.open(entry.name());
            LOG.info(
                    "alarm-source {} works in its version {}",
                    entry.name(),
                    registry.current(entry.name()).version());
            return true;
        }
        if (!entry.problems().equals(before)) {
            entry.problems().forEach(problem -> LOG.warn("alarm-source {} refused: {}", entry.name(), problem));
        }
        return false;
    }

    private List<String> problems(Path unit) {
        return registry.entries().stream()
                .filter(entry -> entry.name().equals(unit.getFileName().toString()))
                .flatMap(entry -> entry.problems().stream())
                .toList();
    }

    @Override
    public List<Extension> rows() {
        return registry.entries().stream().map(LiveMappings::row).toList();
    }

    private static Extension row(SourceRegistry.Entry entry) {
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
                entry.problems());
    }

    private static State state(SourceRegistry.Entry entry) {
        if (entry.problems().isEmpty()) {
            return State.WORKING;
        }
        return entry.file() == null ? State.REFUSED : State.PREVIOUS_VERSION_WORKS;
    }
}

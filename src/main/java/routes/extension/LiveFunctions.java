package routes.extension;

import java.nio.file.Path;
import java.util.List;
import routes.extension.source.SourceFolder;

/** Files of functions that mapping files include: when one is saved, every source of its folder is taken again. */
public final class LiveFunctions implements LiveKind {
    private final LiveMappings mappings;

    public LiveFunctions(LiveMappings mappings) {
        this.mappings = mappings;
    }

    @Override
    public Beginning beginning() {
        return mappings.beginning();
    }

    @Override
    public List<Path> units(ExtensionRoot root) {
        return ExtensionRoot.listed(root.folder().resolve("mappings")).stream()
                .filter(SourceFolder::holdsFunctions)
                .toList();
    }

    @Override
    public boolean take(ExtensionRoot root, Path unit) {
        return mappings.units(root).stream()
                .map(source -> mappings.take(root, source))
                .reduce(true, Boolean::logicalAnd);
    }

    /** A source that includes what is gone is refused, and its version before stays. */
    @Override
    public void gone(ExtensionRoot root, Path unit) {
        take(root, unit);
    }

    /** What is wrong is told of the sources. */
    @Override
    public List<Extension> rows() {
        return List.of();
    }
}

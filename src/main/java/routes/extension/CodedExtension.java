package routes.extension;

import java.nio.file.Path;
import java.util.Optional;
import routes.extension.Extension.Label;
import routes.extension.source.SourcePack.Origin;

/** What is a class: it has the version of its jar. */
public final class CodedExtension {
    private CodedExtension() {}

    /**
     * @param kind such as {@code channel}
     * @param application the application's version
     */
    public static Extension of(String kind, String name, Class<?> type, String application) {
        Optional<Path> jar = Plugins.jarOf(type);
        Label label = new Label(
                kind,
                name,
                jar.isPresent() ? Origin.JAR : Origin.APPLICATION,
                jar.map(Path::toString).orElse("the application's jar"));
        return Extension.working(label, jar.map(Plugins::version).orElse(application));
    }
}

package routes.tool.topology;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.common.yaml.YamlText;
import routes.extension.ExtensionRoot;
import routes.extension.lint.BeanDirectory;
import routes.extension.lint.DeclaredSettings;
import routes.extension.lint.RouteFile;
import routes.extension.lint.RouteProject;
import routes.extension.source.ShippedFolder;
import routes.extension.source.SourceFileReader;
import routes.extension.source.SourceFolder;
import routes.extension.source.SourcePack;
import routes.extension.source.SourcePack.Origin;
import routes.extension.source.SourcePath;

/** All routes of the application: those of its files, and those that are made for its mappings. */
public final class ProjectRoutes {
    private static final String ROUTES = "routes";
    private static final String MAPPINGS = "mappings";

    private ProjectRoutes() {}

    /** The route files of the application, with its settings and beans. */
    public static RouteProject shipped() {
        return ShippedFolder.read(
                        ROUTES,
                        folder -> RouteProject.of(folder, DeclaredSettings.shipped(), BeanDirectory.scan(ROUTES)))
                .orElseThrow(() -> new VeaiopsException("the application has no routes"));
    }

    /** @param extensions a folder of extensions, which is put over the application; blank for none */
    static RouteProject with(String extensions) {
        List<SourcePack> packs =
                new ArrayList<>(ShippedFolder.read(MAPPINGS, folder -> SourceFolder.packs(folder, Origin.APPLICATION))
                        .orElse(List.of()));
        RouteProject project = shipped();
        for (ExtensionRoot root : ExtensionRoot.of("", extensions)) {
            DeclaredSettings settings = project.settings().withFolder(root.folder());
            Path routes = root.folder().resolve(ROUTES);
            List<RouteFile> own = Files.isDirectory(routes)
                    ? RouteProject.of(routes, settings, project.beans()).files()
                    : List.of();
            project = project.with(own, settings);
            packs.addAll(SourceFolder.packs(root.folder().resolve(MAPPINGS), root.origin()));
        }
        DeclaredSettings settings = project.settings();
        return project.with(packs.stream().flatMap(pack -> made(pack, settings)).toList(), settings);
    }

    /** The routes of a mapping, as instances of their template; none while its file has problems or is turned off. */
    private static Stream<RouteFile> made(SourcePack pack, DeclaredSettings settings) {
        if ("false".equals(settings.values().get("veaiops.alarms." + pack.name() + ".enabled"))) {
            return Stream.of();
        }
        return SourceFileReader.offline()
                .read(new YamlText(pack.name(), pack.place(), pack.yaml(), new ArrayList<>()), pack.functions())
                .stream()
                .map(source -> {
                    ArrayNode entries = Json.mapper().createArrayNode();
                    SourcePath.of(source).forEach(path -> entries.add(instance(path)));
                    return new RouteFile(
                            "%s/%s/%s".formatted(MAPPINGS, pack.name(), SourceFolder.FILE), List.of(), entries);
                });
    }

    private static ObjectNode instance(SourcePath path) {
        ObjectNode entry = Json.mapper().createObjectNode();
        ObjectNode instance = entry.putObject("templatedRoute")
                .put("routeTemplateRef", SourcePath.TEMPLATE)
                .put("routeId", path.routeId());
        ArrayNode parameters = instance.putArray("parameters");
        path.parameters()
                .forEach((name, value) ->
                        parameters.addObject().put("name", name).put("value", value));
        return entry;
    }
}

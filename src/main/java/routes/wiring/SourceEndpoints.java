package routes.wiring;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.StartupListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.channel.mapped.MappedChannels;
import routes.extension.ExtensionRoot;
import routes.extension.FolderWatch;
import routes.extension.source.CheckedFiles;
import routes.extension.source.ShippedFolder;
import routes.extension.source.SourceFolder;
import routes.extension.source.SourcePack;
import routes.extension.source.SourcePack.Origin;
import routes.extension.source.SourceRegistry;
import routes.extension.source.SourceRoutes;

/**
 * Opens the endpoints of mapped sources, those of the application ({@code mappings/}) and those of the folder of extensions,
 * when the route files are loaded and before the servers listen. Camel finds it by its type.
 */
public final class SourceEndpoints implements RoutesBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(SourceEndpoints.class);
    private static final String MAPPINGS = "mappings";

    @Override
    public void addRoutesToCamelContext(CamelContext context) {
        // all are instances of a template
    }

    @Override
    public Set<String> updateRoutesToCamelContext(CamelContext context) {
        return Set.of();
    }

    @Override
    public void addTemplatedRoutesToCamelContext(CamelContext context) throws Exception {
        SourceRegistry book = context.getRegistry().lookupByNameAndType("sourceRegistry", SourceRegistry.class);
        SourceRoutes routes = context.getRegistry().lookupByNameAndType("sourceRoutes", SourceRoutes.class);
        List<SourceRegistry.Entry> shipped =
                ShippedFolder.read(MAPPINGS, folder -> offered(book, folder)).orElse(List.of());
        Stream<SourceRegistry.Entry> own =
                packs(SourceWiring.setting(context, "veaiops.extensions.dir")).map(book::offer);
        for (SourceRegistry.Entry entry : Stream.concat(shipped.stream(), own).toList()) {
            entry.problems().forEach(problem -> LOG.warn("alarm-source {} refused: {}", entry.name(), problem));
            if (entry.file() != null && enabled(context, entry.name())) {
                routes.open(entry.name());
            }
        }
        beginToWatch(context);
    }

    /** Every bean is there, and no route runs yet; routes of extensions join when all of the application do. */
    private static void beginToWatch(CamelContext context) throws Exception {
        MappedWiring.giveWay(
                context, context.getRegistry().lookupByNameAndType("mappedChannels", MappedChannels.class));
        FolderWatch watch = context.getRegistry().lookupByNameAndType("folderWatch", FolderWatch.class);
        watch.begin();
        context.addStartupListener(new StartupListener() {
            @Override
            public void onCamelContextStarted(CamelContext started, boolean already) {
                // the routes are not there yet
            }

            @Override
            public void onCamelContextFullyStarted(CamelContext started, boolean already) {
                watch.look();
            }
        });
    }

    private static List<SourceRegistry.Entry> offered(SourceRegistry book, Path shipped) {
        return SourceFolder.packs(shipped, Origin.APPLICATION).stream()
                .map(pack -> CheckedFiles.cover(MAPPINGS) ? book.offerChecked(pack) : book.offer(pack))
                .toList();
    }

    private static Stream<SourcePack> packs(String extensions) {
        return ExtensionRoot.of("", extensions).stream()
                .flatMap(root -> SourceFolder.packs(root.folder().resolve(MAPPINGS), root.origin()).stream());
    }

    private static boolean enabled(CamelContext context, String source) {
        String value = SourceWiring.setting(context, "veaiops.alarms." + source + ".enabled");
        return value.isBlank() || Boolean.parseBoolean(value);
    }
}

package routes.wiring;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.StartupListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.extension.FolderWatch;
import routes.extension.source.CheckedFiles;
import routes.extension.source.ShippedFolder;
import routes.extension.source.SourceFolder;
import routes.extension.source.SourcePack.Origin;
import routes.extension.source.SourceRegistry;
import routes.extension.source.SourceRoutes;

/**
 * Opens the endpoints of the application's mapped sources ({@code mappings/}) when the route files are loaded and before the
 * servers listen, and lets the watch of extensions begin, which brings those of the folder. Camel finds it by its type.
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
        for (SourceRegistry.Entry entry :
                ShippedFolder.read(MAPPINGS, folder -> offered(book, folder)).orElse(List.of())) {
            entry.problems().forEach(problem -> LOG.warn("alarm-source {} refused: {}", entry.name(), problem));
            if (entry.file() != null) {
                routes.open(entry.name());
            }
        }
        beginToWatch(context);
    }

    /** Every bean is there, and no route runs yet; routes of extensions join when all of the application do. */
    private static void beginToWatch(CamelContext context) throws Exception {
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
}

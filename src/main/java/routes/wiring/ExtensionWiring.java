package routes.wiring;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.util.function.Suppliers;
import routes.channel.Channel;
import routes.channel.mapped.MappedChannel;
import routes.channel.mapped.MappedChannels;
import routes.datasource.DataSource;
import routes.extension.CodedExtension;
import routes.extension.Extension;
import routes.extension.ExtensionApi;
import routes.extension.ExtensionRoot;
import routes.extension.FileSchemas;
import routes.extension.FolderWatch;
import routes.extension.InjectedSettings;
import routes.extension.LiveChannels;
import routes.extension.LiveFunctions;
import routes.extension.LiveKind;
import routes.extension.LiveMappings;
import routes.extension.LiveReceipts;
import routes.extension.LiveRoutes;
import routes.extension.LiveSettings;
import routes.extension.LiveTemplates;
import routes.extension.LiveValues;
import routes.extension.OwnVersion;
import routes.extension.Plugins;
import routes.extension.RouteSwap;
import routes.extension.SavedSettings;
import routes.extension.claim.Claims;
import routes.extension.lint.BeanDirectory;
import routes.extension.lint.DeclaredSettings;
import routes.extension.lint.RouteFile;
import routes.extension.lint.RouteProject;
import routes.extension.source.ShippedFolder;
import routes.extension.source.SourcePack.Origin;
import routes.extension.source.SourceRegistry;
import routes.extension.source.SourceRoutes;
import routes.http.RouteReloadPause;
import routes.notice.receipt.ReceiptRegistry;
import routes.notice.render.Medium;
import routes.notice.render.NoticeRenderer;

/** Extensions: what is loaded beside the code, and how it changes while the hub runs. */
public class ExtensionWiring implements CamelConfiguration {
    private static final String ROUTES = "routes";

    /** The kinds in the order in which they need each other: routes last. */
    private record Kinds(List<ExtensionRoot> roots, List<LiveKind> all) {}

    @Override
    public void configure(CamelContext context) {
        bindIfAbsent(context, new SavedSettings(Map.of()));
        bindIfAbsent(context, new Plugins(""));
    }

    private static <T> void bindIfAbsent(CamelContext context, T bean) {
        if (context.getRegistry().findByType(bean.getClass()).isEmpty()) {
            context.getRegistry().bind(bean.getClass().getSimpleName(), bean);
        }
    }

    @BindToRegistry(lazy = true, destroyMethod = "close")
    public FolderWatch folderWatch(CamelContext context, Clock clock) {
        Kinds kinds = kinds(context);
        return new FolderWatch(kinds.roots(), kinds.all(), clock);
    }

    @BindToRegistry(lazy = true)
    public ExtensionApi extensionApi(CamelContext context, FolderWatch folderWatch) {
        return new ExtensionApi(folderWatch.kinds(), () -> coded(context));
    }

    @BindToRegistry(lazy = true)
    public FileSchemas fileSchemas() {
        return new FileSchemas();
    }

    private static Kinds kinds(CamelContext context) {
        List<ExtensionRoot> roots = ExtensionRoot.of(
                SourceWiring.setting(context, "veaiops.extensions.project"),
                SourceWiring.setting(context, "veaiops.extensions.dir"));
        List<LiveKind> all = kinds(context, roots);
        if (roots.stream().anyMatch(root -> root.origin() == Origin.APPLICATION)) {
            // what runs is what is there now; a build may write other files later
            all.forEach(LiveKind::rows);
        }
        return new Kinds(roots, all);
    }

    private static List<LiveKind> kinds(CamelContext context, List<ExtensionRoot> roots) {
        Supplier<BeanDirectory> beans = Suppliers.memorize(() -> BeanDirectory.scan(ROUTES));
        Supplier<List<RouteFile>> shipped = Suppliers.memorize(
                () -> ShippedFolder.read(ROUTES, RouteProject::filesOf).orElse(List.of()));
        Claims claims =
                ShippedClaims.registry(() -> new RouteProject(shipped.get(), DeclaredSettings.shipped(), beans.get()));
        LiveRoutes routes = new LiveRoutes(
                new RouteSwap(context, bean(context, RouteReloadPause.class)),
                grounds(context, beans),
                shipped,
                claims);
        LiveMappings mappings = new LiveMappings(
                bean(context, SourceRegistry.class), bean(context, SourceRoutes.class), claims, routes);
        return List.of(
                bean(context, Plugins.class),
                settings(context, roots, routes),
                receipts(context),
                channels(context, roots, claims),
                new LiveTemplates(
                        bean(context, NoticeRenderer.class),
                        () -> context.getRegistry().findByType(Medium.class),
                        roots),
                mappings,
                new LiveFunctions(mappings),
                routes);
    }

    /** What only a save needs is read when it comes. */
    private static LiveRoutes.Grounds grounds(CamelContext context, Supplier<BeanDirectory> beans) {
        SavedSettings saved = bean(context, SavedSettings.class);
        return files -> new RouteProject(
                files,
                DeclaredSettings.shipped().with(saved.settings()),
                beans.get()
                        .with(name -> Optional.ofNullable(context.getRegistry().lookupByName(name))
                                .map(Object::getClass)),
                bean(context, Plugins.class).loader());
    }

    private static LiveSettings settings(CamelContext context, List<ExtensionRoot> roots, LiveRoutes routes) {
        DeclaredSettings shipped = DeclaredSettings.shipped();
        SourceRoutes sources = bean(context, SourceRoutes.class);
        LiveValues live = LiveValues.of(List.of(sources::reopen, bean(context, DeliverySettings.class)));
        Supplier<Set<String>> injected = Suppliers.memorize(() -> InjectedSettings.names(ROUTES));
        return new LiveSettings(
                roots,
                bean(context, SavedSettings.class),
                routes,
                new LiveSettings.Effect(
                        shipped,
                        name -> System.getProperty(name) != null
                                || System.getenv(Setting.environmentVariable(name)) != null,
                        name -> name.startsWith("camel.") || injected.get().contains(name) || shipped.refersTo(name),
                        live));
    }

    private static LiveReceipts receipts(CamelContext context) {
        String folder = SourceWiring.setting(context, "veaiops.receipts.dir").strip();
        return new LiveReceipts(
                bean(context, ReceiptRegistry.class),
                Optional.of(folder).filter(name -> !name.isEmpty()).map(Path::of));
    }

    private static LiveChannels channels(CamelContext context, List<ExtensionRoot> roots, Claims claims) {
        MappedChannels channels = bean(context, MappedChannels.class);
        ReceiptRegistry receipts = bean(context, ReceiptRegistry.class);
        return new LiveChannels(
                channels,
                roots,
                new LiveChannels.Names(claims, () -> MappedWiring.coded(context), receipts::names),
                folder -> {
                    MappedWiring.bind(context, channels, folder);
                    bean(context, NoticeRenderer.class).refresh();
                    bean(context, DeliverySettings.class).forget();
                });
    }

    /** What is a class: of the application or of a plugin. */
    private static List<Extension> coded(CamelContext context) {
        String version = OwnVersion.text();
        Stream<Extension> channels = context.getRegistry().findByType(Channel.class).stream()
                .filter(channel -> !(channel instanceof MappedChannel))
                .map(channel -> CodedExtension.of("channel", channel.type(), channel.getClass(), version));
        Stream<Extension> sources = context.getRegistry().findByType(DataSource.class).stream()
                .map(source -> CodedExtension.of("data-source", source.type(), source.getClass(), version));
        return Stream.concat(channels, sources).toList();
    }

    private static <T> T bean(CamelContext context, Class<T> type) {
        return context.getRegistry().findSingleByType(type);
    }
}

package routes.wiring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.util.function.Suppliers;
import routes.common.yaml.YamlText;
import routes.extension.claim.Claim;
import routes.extension.claim.Claims;
import routes.extension.claim.Owner;
import routes.extension.lint.ChannelClaims;
import routes.extension.lint.RouteClaims;
import routes.extension.lint.RouteProject;
import routes.extension.source.ShippedFolder;
import routes.extension.source.SourceClaims;
import routes.extension.source.SourceFileReader;
import routes.extension.source.SourceFolder;
import routes.extension.source.SourcePack;
import routes.extension.source.SourcePack.Origin;
import routes.extension.source.SourcePath;
import routes.http.Contract;
import routes.notice.receipt.ReceiptRegistry;
import routes.notice.render.Medium;

/** The names and paths that come with the application: lint and hub start from the same. */
public final class ShippedClaims {
    private ShippedClaims() {}

    /** A registry that holds them; they are read when the first claim is made. @param routes those of the application */
    public static Claims registry(Supplier<RouteProject> routes) {
        return new Claims(Suppliers.memorize(() -> all(routes.get())));
    }

    private static Map<Owner, Set<Claim>> all(RouteProject routes) {
        Map<Owner, Set<Claim>> all = new LinkedHashMap<>(RouteClaims.shipped(routes));
        Contract.shipped()
                .operations()
                .forEach(operation -> all.put(
                        Owner.shipped("operation " + operation.id(), "the API operation " + operation.id()),
                        Claim.paths(operation.method(), operation.path()).collect(Collectors.toSet())));
        all.put(
                Owner.shipped("beans", "the application"),
                claims(Claim.Kind.BEAN, routes.beans().assignableTo(Object.class)));
        all.put(
                Owner.shipped("templates", "the application"),
                claims(
                        Claim.Kind.TEMPLATES,
                        Stream.concat(
                                Stream.of("shared"),
                                RenderWiring.coded().stream().map(Medium::folder))));
        all.putAll(sources());
        MappedWiring.channels("", Set.copyOf(ReceiptRegistry.BUILT_IN))
                .entries()
                .forEach(channel ->
                        all.put(ChannelClaims.shipped(channel.folder()), ChannelClaims.of(channel.folder(), channel)));
        return all;
    }

    private static Set<Claim> claims(Claim.Kind kind, Stream<String> names) {
        return names.map(name -> new Claim(kind, name)).collect(Collectors.toSet());
    }

    private static Map<Owner, Set<Claim>> sources() {
        Map<Owner, Set<Claim>> sources = new LinkedHashMap<>();
        Collection<SourcePack> packs = ShippedFolder.read(
                        "mappings", folder -> SourceFolder.packs(folder, Origin.APPLICATION))
                .orElse(List.of());
        for (SourcePack pack : packs) {
            SourceFileReader.offline()
                    .read(new YamlText(pack.name(), pack.place(), pack.yaml(), new ArrayList<>()), pack.functions())
                    .ifPresent(file -> sources.put(SourceClaims.owner(pack), SourcePath.claims(file)));
        }
        return sources;
    }
}

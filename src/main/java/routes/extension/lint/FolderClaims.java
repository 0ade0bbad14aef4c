package routes.extension.lint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import routes.channel.mapped.ChannelFolder;
import routes.channel.mapped.ChannelPack;
import routes.channel.mapped.MappedChannels;
import routes.extension.claim.Claim;
import routes.extension.claim.Claims;
import routes.extension.claim.Owner;
import routes.extension.claim.SavedTime;
import routes.extension.source.SourceClaims;
import routes.extension.source.SourceFileReader;
import routes.extension.source.SourceFolder;
import routes.extension.source.SourcePack;
import routes.extension.source.SourcePack.Origin;
import routes.extension.source.SourcePath;
import routes.extension.source.SourceRegistry;

/** Asks for the names and paths of a folder as the hub does when it starts: whoever was saved first has them. */
final class FolderClaims {
    /** The contract stands among the application's own resources, and in no folder of extensions. */
    private static final Path OF_APPLICATION = Path.of("openapi", "openapi.yaml");

    private final RouteProject shipped;
    private final SourceFileReader mappings;
    private final Set<String> receipts;

    FolderClaims(RouteProject shipped, SourceFileReader mappings, Set<String> receipts) {
        this.shipped = shipped;
        this.mappings = mappings;
        this.receipts = receipts;
    }

    List<String> problems(Path folder, Claims claims) {
        Origin origin = Files.exists(folder.resolve(OF_APPLICATION)) ? Origin.APPLICATION : Origin.FOLDER;
        List<Asked> asked = new ArrayList<>();
        SourceFolder.packs(folder.resolve("mappings"), origin)
                .forEach(pack -> asked.add(
                        new Asked(folder.resolve("mappings").resolve(pack.name()), () -> source(pack, claims))));
        Path channels = folder.resolve("channels");
        ChannelFolder.packs(channels)
                .forEach(pack ->
                        asked.add(new Asked(channels.resolve(pack.name()), () -> channel(pack, origin, claims))));
        Path routes = folder.resolve("routes");
        if (Files.isDirectory(routes)) {
            List<RouteFile> own = RouteProject.filesOf(routes);
            RouteProject project = shipped.with(own, shipped.settings().withFolder(folder));
            own.stream().filter(file -> file.entries().isArray()).forEach(file -> {
                Path path = routes.resolve(file.name());
                asked.add(new Asked(path, () -> route(path, file, project, claims, origin)));
            });
        }
        List<String> problems = new ArrayList<>();
        asked.stream()
                .sorted(Comparator.comparingLong(one -> SavedTime.of(one.unit())))
                .forEach(one -> problems.addAll(one.question().get()));
        return problems;
    }

    /** @param question takes what is free, and says what is not */
    private record Asked(Path unit, Supplier<List<String>> question) {}

    /** What cannot be read is reported elsewhere. */
    private List<String> source(SourcePack pack, Claims claims) {
        return Optional.ofNullable(new SourceRegistry(mappings).checked(pack).file())
                .map(file -> {
                    List<String> problems = SourceClaims.problems(claims, pack, file);
                    if (problems.isEmpty()) {
                        Owner owner = SourceClaims.owner(pack);
                        claims.hold(
                                owner, SourcePath.claims(file), claims.yielding(owner, SourceClaims.replaces(pack)));
                    }
                    return problems;
                })
                .orElse(List.of());
    }

    private List<String> channel(ChannelPack pack, Origin origin, Claims claims) {
        MappedChannels.Entry entry =
                MappedChannels.read(List.of(), Set.of(), receipts).checked(pack, Set.of(), receipts);
        if (!entry.problems().isEmpty()) {
            return List.of();
        }
        List<String> problems = ChannelClaims.problems(claims, pack, entry, origin);
        if (problems.isEmpty()) {
            Owner owner = ChannelClaims.owner(pack, origin);
            claims.hold(
                    owner, ChannelClaims.of(pack.name(), entry), claims.yielding(owner, ChannelClaims.replaces(pack)));
        }
        return problems;
    }

    private static List<String> route(Path path, RouteFile file, RouteProject project, Claims claims, Origin origin) {
        Set<Claim> wanted = RouteClaims.of(file, project);
        Owner owner = origin == Origin.APPLICATION
                ? RouteClaims.shipped(file.name(), wanted)
                : RouteClaims.own(file.name(), path.toString(), path);
        List<LintFinding> found = RouteClaims.findings(claims, owner, file, project);
        if (found.isEmpty()) {
            claims.hold(owner, wanted, claims.yielding(owner, RouteClaims.replaces(file)));
        }
        return found.stream()
                .map(finding -> path + ":" + finding.line() + ": " + finding.message())
                .toList();
    }
}

package routes.extension;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.channel.mapped.ChannelFolder;
import routes.channel.mapped.ChannelPack;
import routes.channel.mapped.MappedChannels;
import routes.extension.Extension.Label;
import routes.extension.claim.Claims;
import routes.extension.claim.Owner;
import routes.extension.lint.ChannelClaims;
import routes.extension.source.SourcePack.Origin;

/** Channel files with their templates: a new version sends the next message. */
public final class LiveChannels implements LiveKind {
    private static final Logger LOG = LoggerFactory.getLogger(LiveChannels.class);

    private final MappedChannels channels;
    private final List<ExtensionRoot> roots;
    private final Names names;
    private final Consumer<String> registry;

    /**
     * The names that a channel file may not have, and those that it may use.
     *
     * @param coded types of the channels that are code
     */
    public record Names(Claims claims, Supplier<Set<String>> coded, Supplier<Set<String>> receipts) {}

    /** @param registry makes the channel of a folder known to the others, or that there is none any more */
    public LiveChannels(MappedChannels channels, List<ExtensionRoot> roots, Names names, Consumer<String> registry) {
        this.channels = channels;
        this.roots = List.copyOf(roots);
        this.names = names;
        this.registry = registry;
    }

    @Override
    public Beginning beginning() {
        return Beginning.BEFORE_ROUTES;
    }

    @Override
    public List<Path> units(ExtensionRoot root) {
        return ExtensionRoot.listed(root.folder().resolve("channels")).stream()
                .filter(channel -> Files.isRegularFile(channel.resolve(ChannelFolder.FILE)))
                .toList();
    }

    @Override
    public synchronized void claim(ExtensionRoot root, Path unit) {
        ChannelPack pack = ChannelFolder.pack(unit);
        MappedChannels.Entry entry = checked(pack);
        if (entry.problems().isEmpty()
                && ChannelClaims.problems(names.claims(), pack, entry, root.origin())
                        .isEmpty()) {
            hold(root, pack, entry);
        }
    }

    @Override
    public synchronized boolean take(ExtensionRoot root, Path unit) {
        ChannelPack pack = ChannelFolder.pack(unit);
        List<String> before = problemsOf(pack.name());
        List<String> problems = problems(root, pack);
        if (problems.isEmpty()) {
            registry.accept(pack.name());
            LOG.info("channel {} works in its version {}", pack.name(), pack.version());
            return true;
        }
        if (names.claims().claimsOf(pack.place()).isEmpty() && root.origin() != Origin.APPLICATION) {
            // read at the start, before anybody could be asked
            channels.remove(pack.name());
            registry.accept(pack.name());
        }
        channels.refuse(pack, problems);
        if (!problems.equals(before)) {
            problems.forEach(problem -> LOG.warn("channel {} refused: {}", pack.name(), problem));
        }
        return false;
    }

    /** What is wrong, and nothing has changed; or nothing, and the channel is the new one. */
    private List<String> problems(ExtensionRoot root, ChannelPack pack) {
        MappedChannels.Entry entry = checked(pack);
        List<String> problems = entry.problems().isEmpty()
                ? ChannelClaims.problems(names.claims(), pack, entry, root.origin())
                : entry.problems();
        if (!problems.isEmpty()) {
            return problems;
        }
        MappedChannels.Entry offered =
                channels.offer(pack, names.coded().get(), names.receipts().get());
        if (offered.problems().isEmpty()) {
            hold(root, pack, entry).forEach(other -> {
                channels.hide(other);
                registry.accept(other);
            });
        }
        return offered.problems();
    }

    private MappedChannels.Entry checked(ChannelPack pack) {
        return channels.checked(pack, Set.of(), names.receipts().get());
    }

    /** @return folders of other channels that it replaces */
    private List<String> hold(ExtensionRoot root, ChannelPack pack, MappedChannels.Entry entry) {
        Owner owner = ChannelClaims.owner(pack, root.origin());
        List<Owner> replaced = names.claims().yielding(owner, ChannelClaims.replaces(pack));
        names.claims().hold(owner, ChannelClaims.of(pack.name(), entry), replaced);
        return replaced.stream()
                .map(other -> ChannelClaims.nameOf(other.place()))
                .filter(name -> !name.isEmpty() && !name.equals(pack.name()))
                .toList();
    }

    @Override
    public synchronized void gone(ExtensionRoot root, Path unit) {
        String name = unit.getFileName().toString();
        String place = unit.resolve(ChannelFolder.FILE).toString();
        Collection<String> replaced = names.claims().replacedBy(place);
        if (channels.entries().stream().anyMatch(entry -> entry.place().equals(place))) {
            channels.remove(name);
            registry.accept(name);
            LOG.info("channel {} is gone with its file", name);
        }
        names.claims().release(place);
        for (String other : replaced) {
            String folder = ChannelClaims.nameOf(other);
            if (!folder.isEmpty() && !folder.equals(name)) {
                channels.remove(folder);
                registry.accept(folder);
            }
        }
    }

    private List<String> problemsOf(String folder) {
        return channels.entries().stream()
                .filter(entry -> entry.folder().equals(folder))
                .flatMap(entry -> entry.problems().stream())
                .toList();
    }

    @Override
    public List<Extension> rows() {
        return channels.entries().stream().map(this::row).toList();
    }

    private Extension row(MappedChannels.Entry entry) {
        Label label = new Label("channel", entry.type().orElse(entry.folder()), origin(entry), entry.place());
        Extension works = entry.version() == null
                ? null
                : Extension.working(label, entry.version())
                        .replacing(names.claims().replacedBy(entry.place()).stream()
                                .sorted()
                                .toList());
        return entry.problems().isEmpty() && works != null ? works : Extension.refused(label, entry.problems(), works);
    }

    private Origin origin(MappedChannels.Entry entry) {
        return roots.stream()
                .filter(root -> units(root).stream()
                        .anyMatch(unit ->
                                unit.resolve(ChannelFolder.FILE).toString().equals(entry.place())))
                .map(ExtensionRoot::origin)
                .reduce(Origin.APPLICATION, (earlier, later) -> later);
    }
}

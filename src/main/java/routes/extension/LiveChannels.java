package routes.extension;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.channel.mapped.ChannelFolder;
import routes.channel.mapped.MappedChannels;
import routes.extension.Extension.Label;
import routes.extension.source.SourcePack.Origin;

/** Channel files with their templates: a new version sends the next message. */
public final class LiveChannels implements LiveKind {
    private static final Logger LOG = LoggerFactory.getLogger(LiveChannels.class);

    private final MappedChannels channels;
    private final List<ExtensionRoot> roots;
    private final Names names;
    private final Consumer<MappedChannels.Entry> registry;

    /** The names that a channel file may not have, and those that it may use. */
    public record Names(Supplier<Set<String>> coded, Supplier<Set<String>> receipts) {}

    /** @param registry makes a channel that works known to the others */
    public LiveChannels(
            MappedChannels channels, List<ExtensionRoot> roots, Names names, Consumer<MappedChannels.Entry> registry) {
        this.channels = channels;
        this.roots = List.copyOf(roots);
        this.names = names;
        this.registry = registry;
    }

    @Override
    public Beginning beginning() {
        return Beginning.ELSEWHERE;
    }

    @Override
    public List<Path> units(ExtensionRoot root) {
        return ExtensionRoot.listed(root.folder().resolve("channels")).stream()
                .filter(channel -> Files.isRegularFile(channel.resolve(ChannelFolder.FILE)))
                .toList();
    }

    @Override
    public boolean take(ExtensionRoot root, Path unit) {
        List<String> before = problems(unit);
        MappedChannels.Entry entry = channels.offer(
                ChannelFolder.pack(unit), names.coded().get(), names.receipts().get());
        if (entry.problems().isEmpty()) {
            registry.accept(entry);
            LOG.info("channel {} works in its version {}", entry.folder(), entry.version());
            return true;
        }
        if (!entry.problems().equals(before)) {
            entry.problems().forEach(problem -> LOG.warn("channel {} refused: {}", entry.folder(), problem));
        }
        return false;
    }

    private List<String> problems(Path unit) {
        return channels.entries().stream()
                .filter(entry -> entry.folder().equals(unit.getFileName().toString()))
                .flatMap(entry -> entry.problems().stream())
                .toList();
    }

    @Override
    public List<Extension> rows() {
        return channels.entries().stream().map(this::row).toList();
    }

    private Extension row(MappedChannels.Entry entry) {
        Label label = new Label("channel", entry.type().orElse(entry.folder()), origin(entry), entry.place());
        Extension works = entry.version() == null ? null : Extension.working(label, entry.version());
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

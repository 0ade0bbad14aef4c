package routes.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import routes.channel.mapped.ChannelFolder;
import routes.channel.mapped.MappedChannels;
import routes.extension.source.CheckedFiles;
import routes.extension.source.SourceFileReader;
import routes.extension.source.SourceFolder;
import routes.extension.source.SourcePack.Origin;
import routes.extension.source.SourceRegistry;
import routes.notice.EventLinks;
import routes.notice.receipt.ReceiptRegistry;
import routes.notice.render.NoticeRenderer;
import routes.wiring.RenderWiring;

/**
 * Checks what a start of the packaged application takes as checked, and lists it: {@code CheckShippedFiles <classes>}. The build
 * runs it before it makes the jar; what is wrong fails the build.
 */
public final class CheckShippedFiles {

    private CheckShippedFiles() {}

    public static void main(String[] args) throws IOException {
        Path classes = Path.of(args[0]);
        List<String> problems = problems(classes);
        if (!problems.isEmpty()) {
            throw new IllegalStateException(String.join("\n", problems));
        }
        Path listing = classes.resolve(CheckedFiles.FILE);
        Files.createDirectories(listing.getParent());
        Files.writeString(listing, CheckedFiles.listing(classes));
    }

    /** Of mappings with their samples, of channels and of templates. */
    static List<String> problems(Path classes) {
        SourceRegistry sources = new SourceRegistry(SourceFileReader.offline());
        MappedChannels channels = MappedChannels.read(
                ChannelFolder.packs(classes.resolve("channels")), Set.of(), Set.copyOf(ReceiptRegistry.BUILT_IN));
        new NoticeRenderer(Optional.empty(), channels::templates, new EventLinks("http://localhost"), Clock.systemUTC())
                .checked(RenderWiring.media());
        return Stream.concat(
                        SourceFolder.packs(classes.resolve("mappings"), Origin.APPLICATION).stream()
                                .flatMap(pack -> sources.offer(pack).problems().stream()),
                        channels.problems().stream())
                .toList();
    }
}

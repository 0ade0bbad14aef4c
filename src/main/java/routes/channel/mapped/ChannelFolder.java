package routes.channel.mapped;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Packs of a folder: {@code <folder>/<name>/channel.yaml} and {@code <folder>/<name>/templates/*.mustache}. */
public final class ChannelFolder {
    public static final String FILE = "channel.yaml";

    private static final String TEMPLATE = ".mustache";

    private ChannelFolder() {}

    /** @param folder one that need not exist */
    public static List<ChannelPack> packs(Path folder) {
        return listed(folder).stream()
                .filter(channel -> Files.isRegularFile(channel.resolve(FILE)))
                .map(ChannelFolder::pack)
                .toList();
    }

    /** One of its folders. */
    public static ChannelPack pack(Path channel) {
        Path file = channel.resolve(FILE);
        Map<String, String> templates = new TreeMap<>();
        for (Path template : listed(channel.resolve("templates"))) {
            String name = template.getFileName().toString();
            if (name.endsWith(TEMPLATE)) {
                templates.put(name, text(template));
            }
        }
        String name = channel.getFileName().toString().replaceAll("/$", "");
        return new ChannelPack(name, file.toString(), text(file), templates);
    }

    private static List<Path> listed(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder " + folder, e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}

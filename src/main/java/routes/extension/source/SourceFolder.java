package routes.extension.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import routes.extension.source.SourcePack.Origin;
import routes.extension.source.SourcePack.Sample;

/** Packs of a folder: {@code <folder>/<source>/source.yaml} and its samples. */
public final class SourceFolder {
    /** The mapping file's name. */
    public static final String FILE = "source.yaml";

    private static final Pattern SAMPLE = Pattern.compile("(.+)\\.(?:json|form|xml|txt|eml|http)");
    private static final String FUNCTIONS = ".jq";
    private static final String EXPECTED = ".expected.json";

    private SourceFolder() {}

    /** @param folder one that need not exist */
    public static List<SourcePack> packs(Path folder, Origin origin) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> sources = Files.list(folder)) {
            return sources.filter(source -> Files.isRegularFile(source.resolve(FILE)))
                    .sorted()
                    .map(source -> pack(source, origin))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder " + folder, e);
        }
    }

    public static SourcePack pack(Path source, Origin origin) {
        Path file = source.resolve(FILE);
        try {
            return new SourcePack(
                    source.getFileName().toString(),
                    file.toString(),
                    origin,
                    Files.readString(file),
                    samples(source),
                    functions(source));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The files of functions beside all sources, and those beside this one, which go before them. */
    public static Map<String, String> functions(Path source) throws IOException {
        Map<String, String> functions = new HashMap<>();
        for (Path folder :
                Stream.of(source.toAbsolutePath().getParent(), source).toList()) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(SourceFolder::holdsFunctions).toList()) {
                    functions.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return functions;
    }

    /** Whether it is a file of functions of jq, which mapping files include. */
    public static boolean holdsFunctions(Path file) {
        return file.toString().endsWith(FUNCTIONS) && Files.isRegularFile(file);
    }

    private static List<Sample> samples(Path source) throws IOException {
        Path folder = source.resolve("samples");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.toString().endsWith(EXPECTED)
                            && SAMPLE.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .map(SourceFolder::sample)
                    .toList();
        }
    }

    /** The file that says what is expected of a sample. */
    static String expectedName(String sample) {
        return sample.substring(0, sample.lastIndexOf('.')) + EXPECTED;
    }

    private static Sample sample(Path file) {
        String name = file.getFileName().toString();
        Path expected = file.resolveSibling(expectedName(name));
        try {
            return new Sample(
                    name,
                    Files.readAllBytes(file),
                    Files.exists(expected) ? Optional.of(Files.readAllBytes(expected)) : Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}

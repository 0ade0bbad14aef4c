package routes.notice.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the texts of templates are: a folder of the operator first, then those beside channels, then the class path. */
class TemplateFiles {
    static final String SUFFIX = ".mustache";
    private static final String INSIDE = "templates/";

    private final Optional<Path> outside;
    private final Map<String, String> beside;

    /** @param outside a folder laid out as {@code templates/} is */
    TemplateFiles(Optional<Path> outside) {
        this(outside, Map.of());
    }

    /** @param beside texts by name */
    TemplateFiles(Optional<Path> outside, Map<String, String> beside) {
        this.outside = outside;
        this.beside = Map.copyOf(beside);
    }

    /** A text with the name of the place that has it. */
    record Found(String place, String text) {}

    /** @param name with slashes, such as {@code slack/opened.en.mustache} */
    Optional<Found> find(String name) {
        return outside(name)
                .or(() -> Optional.ofNullable(beside.get(name)).map(text -> new Found(name, text)))
                .or(() -> inside(name));
    }

    /** The files of the operator, as paths below the folder, sorted. */
    List<String> own() {
        if (outside.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(outside.get())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> outside.get().relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder " + outside.get(), e);
        }
    }

    private Optional<Found> outside(String name) {
        Optional<Path> file = outside.map(folder -> folder.resolve(name)).filter(Files::isRegularFile);
        try {
            return file.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Found(file.get().toString(), Files.readString(file.get())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.get(), e);
        }
    }

    Optional<Found> inside(String name) {
        String place = INSIDE + name;
        try (InputStream in = TemplateFiles.class.getResourceAsStream("/" + place)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new Found(place, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + place, e);
        }
    }
}

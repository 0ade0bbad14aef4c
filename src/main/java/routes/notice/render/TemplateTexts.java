package routes.notice.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a folder of templates as they were when it was read.
 *
 * @param files by name, such as {@code slack/opened.en.mustache}
 */
public record TemplateTexts(Map<String, Text> files) {
    public static final TemplateTexts NONE = new TemplateTexts(Map.of());

    public TemplateTexts {
        files = Map.copyOf(files);
    }

    /** A text with the name of the place that has it. */
    public record Text(String place, String text) {}

    /** @param folder laid out as {@code templates/} is; it need not exist */
    public static TemplateTexts read(Path folder) {
        if (!Files.isDirectory(folder)) {
            return NONE;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return new TemplateTexts(files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> folder.relativize(file).toString().replace('\\', '/'), TemplateTexts::text)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder " + folder, e);
        }
    }

    /** These, and of the others what these do not have. */
    public TemplateTexts over(TemplateTexts others) {
        Map<String, Text> all = new TreeMap<>(others.files);
        all.putAll(files);
        return new TemplateTexts(all);
    }

    private static Text text(Path file) {
        try {
            return new Text(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}

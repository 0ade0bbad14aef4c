package routes.notice.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Where the texts of templates are: those of folders first, as they were read at the start or when they were saved, then
 * those beside channels, then the class path.
 */
class TemplateFiles {
    static final String SUFFIX = ".mustache";
    private static final String INSIDE = "templates/";

    /** What the class path has, or has not: to look for an absent file goes through every jar. */
    private static final Map<String, Optional<Found>> LOOKED_UP = new ConcurrentHashMap<>();

    /** Names come from outside too: more than these are not kept. */
    private static final int MOST_NAMES = 10_000;

    private final TemplateTexts own;
    private final Supplier<Map<String, String>> beside;

    /** @param beside texts by name */
    TemplateFiles(TemplateTexts own, Supplier<Map<String, String>> beside) {
        this.own = own;
        this.beside = beside;
    }

    /** A text with the name of the place that has it. */
    record Found(String place, String text) {}

    /** @param name with slashes, such as {@code slack/opened.en.mustache} */
    Optional<Found> find(String name) {
        return Optional.ofNullable(own.files().get(name))
                .map(text -> new Found(text.place(), text.text()))
                .or(() -> Optional.ofNullable(beside.get().get(name)).map(text -> new Found(name, text)))
                .or(() -> inside(name));
    }

    /** The files of folders, sorted. */
    List<String> own() {
        return own.files().keySet().stream().sorted().toList();
    }

    static Optional<Found> inside(String name) {
        return LOOKED_UP.size() < MOST_NAMES
                ? LOOKED_UP.computeIfAbsent(name, TemplateFiles::onClassPath)
                : Optional.ofNullable(LOOKED_UP.get(name)).orElseGet(() -> onClassPath(name));
    }

    private static Optional<Found> onClassPath(String name) {
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

package routes.notice.render;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheNotFoundException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The templates of one folder in one language, compiled when they are first wanted. A name is looked for with the language
 * and without: {@code opened.en.mustache}, then {@code opened.mustache}; a part that a template includes ({@code {{> facts}}})
 * then in {@code shared/} too. Safe for use by many threads.
 */
final class TemplateSet {
    /** The template of a folder for every kind that has none of its own. */
    static final String FALLBACK = "fallback";
    /** The same, where a kind of its own is not to give way to an operator's fallback: the application's own are named so. */
    static final String CARD = "card";

    private final String folder;
    private final String language;
    private final TemplateFiles files;
    private final Factory factory = new Factory();
    private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();

    TemplateSet(String folder, String language, TemplateFiles files) {
        this.folder = folder;
        this.language = language;
        this.files = files;
    }

    /** The file that serves a kind under the first own name that has one, or under the usual one. */
    Optional<String> choose(List<String> own, String kind) {
        return Stream.concat(own.stream().flatMap(name -> named(name, kind)), Stream.of(kind, CARD, FALLBACK))
                .flatMap(name -> file(name).stream())
                .findFirst();
    }

    /** Whether there is a template of this own name. */
    boolean has(String own, String kind) {
        return named(own, kind).anyMatch(name -> file(name).isPresent());
    }

    private static Stream<String> named(String own, String kind) {
        return plain(own) ? Stream.of(own + "." + kind, own) : Stream.empty();
    }

    /** @param file as {@link #choose} named it */
    String run(String file, Map<String, Object> model) {
        StringWriter text = new StringWriter();
        compiled(file).execute(text, model);
        return text.toString();
    }

    Mustache compiled(String file) {
        return factory.compile(file);
    }

    private Optional<String> file(String name) {
        return known.computeIfAbsent(name, wanted -> variants(folder, wanted)
                .filter(file -> files.find(file).isPresent())
                .findFirst());
    }

    private Stream<String> variants(String place, String name) {
        return Stream.of(name + "." + language, name).map(file -> place + "/" + file + TemplateFiles.SUFFIX);
    }

    /** Names come from outside too: no way out of the folder. */
    private static boolean plain(String name) {
        return name.matches("[A-Za-z0-9_-]{1,100}");
    }

    /** Finds parts by our rule, and escapes nothing: a template never sees a value, only its mark. */
    private final class Factory extends DefaultMustacheFactory {
        @Override
        public Reader getReader(String name) {
            return candidates(name).stream()
                    .flatMap(file -> files.find(file).stream())
                    .findFirst()
                    .map(found -> new StringReader(found.text()))
                    .orElseThrow(() -> new MustacheNotFoundException(name));
        }

        @Override
        public String resolvePartialPath(String parent, String name, String extension) {
            return name;
        }

        @Override
        public void encode(String value, Writer writer) {
            try {
                writer.write(value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private List<String> candidates(String name) {
            return name.endsWith(TemplateFiles.SUFFIX)
                    ? List.of(name)
                    : Stream.concat(variants(folder, name), variants("shared", name))
                            .toList();
        }
    }
}

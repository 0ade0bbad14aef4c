package routes.notice.render;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** Words of one language by their names, as the application's {@code templates/words.<language>.properties} has them. */
public final class Words {
    private final Properties words = new Properties();

    public Words(String text) {
        try {
            words.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException("reading words", e);
        }
    }

    /** The word; its name's last part when there is none. */
    public String of(String name) {
        return words.getProperty(name, name.substring(name.lastIndexOf('.') + 1));
    }

    /** The word with its values put in: each stands in braces. Empty when there is no such word. */
    String filled(String name, Map<String, String> values) {
        String text = words.getProperty(name, "");
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue());
        }
        return text;
    }

    /** The application's own of a language; of one that it has no words in, those of its first. */
    public static Words shipped(String language) {
        return Stream.of(language, NoticeRenderer.LANGUAGES.get(0))
                .flatMap(one -> TemplateFiles.inside(file(one)).stream())
                .findFirst()
                .map(found -> new Words(found.text()))
                .orElseGet(() -> new Words(""));
    }

    static String file(String language) {
        return "words." + language + ".properties";
    }

    /** All of them, for a template. */
    public Map<String, String> all() {
        Map<String, String> all = new HashMap<>();
        words.stringPropertyNames().forEach(name -> all.put(name, words.getProperty(name)));
        return all;
    }

    /** The words of both, these first. */
    public Words over(Words others) {
        Words all = new Words("");
        all.words.putAll(others.words);
        all.words.putAll(words);
        return all;
    }
}

package routes.notice.render;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/** The words of one language that values are made of: {@code templates/words.<language>.properties}. */
final class Words {
    private final Properties words = new Properties();

    Words(String text) {
        try {
            words.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException("reading words", e);
        }
    }

    /** The word; its name's last part when there is none. */
    String of(String name) {
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

    /** The words of both, these first. */
    Words over(Words others) {
        Words all = new Words("");
        all.words.putAll(others.words);
        all.words.putAll(words);
        return all;
    }
}

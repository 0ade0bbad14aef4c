package routes.notice.render;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
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

    /** The words of both, these first. */
    Words over(Words others) {
        Words all = new Words("");
        all.words.putAll(others.words);
        all.words.putAll(words);
        return all;
    }
}

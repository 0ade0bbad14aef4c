package routes.tool.preview;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** The files of the page. */
final class DevFiles {
    private static final String FOLDER = "dev/";
    private static final Mustache PAGE = compiled("page");
    private static final Mustache RESULT = compiled("result");

    private DevFiles() {}

    static String text(String name) {
        try (InputStream in = DevFiles.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String page(Map<String, Object> values) {
        return written(PAGE, values);
    }

    static String result(Map<String, Object> values) {
        return written(RESULT, values);
    }

    private static String written(Mustache template, Map<String, Object> values) {
        StringWriter html = new StringWriter();
        template.execute(html, values);
        return html.toString();
    }

    private static Mustache compiled(String name) {
        return new DefaultMustacheFactory().compile(new StringReader(text(name + ".mustache")), name);
    }
}

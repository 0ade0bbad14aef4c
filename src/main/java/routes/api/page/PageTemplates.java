package routes.api.page;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.common.security.Sha256;
import routes.http.ApiAnswer;

/**
 * Writes HTML from {@code pages/*.mustache} and the words of a language. Every value is escaped; a page runs no script, loads
 * nothing and may not be framed, which its headers say.
 */
public final class PageTemplates {
    private static final String FOLDER = "pages/";

    private final Map<String, Mustache> pages;
    private final Map<String, Map<String, String>> words;
    private final String style = text("page.css");
    private final Map<String, String> headers = headers(style);

    /** Compiles every page, so that a broken one is found at the start. */
    public PageTemplates() {
        DefaultMustacheFactory factory = new DefaultMustacheFactory();
        pages = Stream.of("event", "message").collect(Collectors.toUnmodifiableMap(name -> name, name -> {
            try (Reader reader = open(name + ".mustache")) {
                return factory.compile(reader, name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        words = PageLanguage.ALL.stream()
                .collect(Collectors.toUnmodifiableMap(language -> language, PageTemplates::words));
    }

    /** The words of a language, by their names in {@code pages/words.<language>.properties}. */
    Map<String, String> of(String language) {
        return Objects.requireNonNull(words.get(language), language);
    }

    /** @param values of the template, beside {@code w} (the words), {@code lang} and {@code style} */
    ApiAnswer answer(int status, String page, String language, Map<String, Object> values) {
        Map<String, Object> model = new HashMap<>(values);
        model.put("w", of(language));
        model.put("lang", language);
        model.put("style", style);
        StringWriter html = new StringWriter();
        Objects.requireNonNull(pages.get(page), page).execute(html, model);
        return new ApiAnswer(
                status, "text/html; charset=utf-8", html.toString().getBytes(StandardCharsets.UTF_8), headers);
    }

    private static Map<String, String> headers(String style) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(style))
                        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Robots-Tag", "noindex");
        headers.put("Cache-Control", "no-store");
        headers.put("Vary", "Accept-Language");
        return Map.copyOf(headers);
    }

    private static Map<String, String> words(String language) {
        Properties properties = new Properties();
        try (Reader reader = open("words." + language + ".properties")) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(name -> name, properties::getProperty));
    }

    private static String text(String name) {
        try (InputStream in = stream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reader open(String name) {
        return new InputStreamReader(stream(name), StandardCharsets.UTF_8);
    }

    private static InputStream stream(String name) {
        return Objects.requireNonNull(
                PageTemplates.class.getClassLoader().getResourceAsStream(FOLDER + name), FOLDER + name);
    }
}

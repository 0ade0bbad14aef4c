package routes.api.page;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.common.security.Sha256;
import routes.http.ApiAnswer;
import routes.notice.render.Words;

/**
 * Writes HTML from {@code pages/*.mustache} and the words of a language. Every value is escaped; a page runs no script, loads
 * nothing and may not be framed, which its headers say.
 */
public final class PageTemplates {
    private static final String FOLDER = "pages/";

    private final Map<String, Mustache> pages;
    private final Map<String, Words> words;
    private final boolean openId;
    private final String style = text("page.css");
    private final Map<String, String> headers = headers(style);

    /**
     * Compiles every page, so that a broken one is found at the start.
     *
     * @param openId whether people of an OpenID issuer use the hub, who have no password of it
     */
    public PageTemplates(boolean openId) {
        this.openId = openId;
        DefaultMustacheFactory factory = new DefaultMustacheFactory(FOLDER);
        pages = Stream.of("event", "list", "message", "login")
                .collect(Collectors.toUnmodifiableMap(name -> name, name -> factory.compile(name + ".mustache")));
        words = PageLanguage.ALL.stream()
                .collect(Collectors.toUnmodifiableMap(language -> language, PageTemplates::words));
    }

    /** The words of a language: those of the pages, and those of messages. */
    Words of(String language) {
        return Objects.requireNonNull(words.get(language), language);
    }

    /** @param values of the template, beside {@code w} (the words), {@code lang} and {@code style} */
    ApiAnswer answer(int status, String page, String language, Map<String, Object> values) {
        Map<String, Object> model = new HashMap<>(values);
        model.put("w", of(language).all());
        model.put("lang", language);
        model.put("style", style);
        model.put("open_id", openId);
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
                        + "'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Robots-Tag", "noindex");
        headers.put("Cache-Control", "no-store");
        headers.put("Vary", "Accept-Language");
        return Map.copyOf(headers);
    }

    private static Words words(String language) {
        return new Words(text("words." + language + ".properties")).over(Words.shipped(language));
    }

    private static String text(String name) {
        try (InputStream in = stream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream stream(String name) {
        return Objects.requireNonNull(
                PageTemplates.class.getClassLoader().getResourceAsStream(FOLDER + name), FOLDER + name);
    }
}

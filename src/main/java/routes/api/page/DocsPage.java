package routes.api.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;

/** The contract for people: swagger-ui, whose files and ours come from the jar. It runs no script of another place. */
public final class DocsPage {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            POLICY,
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-cache");
    private static final String WEBJAR = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

    /** What is served, and its type. */
    private static final Map<String, String> FILES = Map.of(
            "docs.js", "text/javascript; charset=utf-8",
            "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
            "swagger-ui.css", "text/css; charset=utf-8");

    private final Map<String, byte[]> read = new ConcurrentHashMap<>();

    public ApiAnswer show(ApiRequest request) {
        return answer("text/html; charset=utf-8", "docs.html");
    }

    /** @throws RefusedRequest {@link ErrorCode#NOT_FOUND} for files that are none of these */
    public ApiAnswer file(ApiRequest request) {
        String name = request.pathParameter("file");
        @Nullable String type = FILES.get(name);
        if (type == null) {
            throw RefusedRequest.of(ErrorCode.NOT_FOUND, "the pages of the contract have no file of this name");
        }
        return answer(type, name);
    }

    private ApiAnswer answer(String type, String name) {
        return new ApiAnswer(200, type, read.computeIfAbsent(name, DocsPage::bytes), HEADERS);
    }

    private static byte[] bytes(String name) {
        return resource(name.startsWith("docs.") ? "pages/" + name : folder() + name);
    }

    /** Its name has the version. */
    private static String folder() {
        Properties known = new Properties();
        try {
            known.load(new StringReader(new String(resource(WEBJAR), StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "META-INF/resources/webjars/swagger-ui/" + known.getProperty("version") + "/";
    }

    private static byte[] resource(String path) {
        try (@Nullable InputStream in = DocsPage.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

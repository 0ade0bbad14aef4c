package routes.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages of other origins may call the hub (CORS). A request of another origin is served as any other: without the headers
 * its browser shows the page nothing of the answer.
 */
public final class CrossOrigin {
    private static final String SETTING = "veaiops.http.cors.origins";
    private static final String ANY = "*";
    private static final int REMEMBERED_SECONDS = 600;
    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);
    private static final Set<String> TAKEN =
            Set.of("authorization", "content-type", "x-request-id", "x-correlation-id");
    private static final Set<String> SHOWN = Set.of("x-request-id", "x-correlation-id", "retry-after");

    private final boolean any;
    private final Set<String> origins;
    private final CorsHandler headers;

    private CrossOrigin(List<String> origins) {
        this.any = origins.contains(ANY);
        this.origins = Set.copyOf(origins);
        CorsHandler made = CorsHandler.create();
        (any ? made.addOrigin(ANY) : made.addOrigins(origins))
                .allowedMethods(METHODS)
                .allowedHeaders(TAKEN)
                .exposedHeaders(SHOWN)
                .maxAgeSeconds(REMEMBERED_SECONDS);
        this.headers = made;
    }

    /**
     * @param origins such as {@code https://ui.example.com}, separated by commas, or {@code *}; blank for none
     * @return null when no other origin may call
     * @throws IllegalArgumentException that names the setting
     */
    public static @Nullable CrossOrigin of(String origins) {
        List<String> read = new ArrayList<>(Arrays.stream(origins.split(","))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .toList());
        read.forEach(CrossOrigin::requireOrigin);
        return read.isEmpty() ? null : new CrossOrigin(read);
    }

    private static void requireOrigin(String origin) {
        if (!origin.equals(ANY) && !isOrigin(origin)) {
            throw new IllegalArgumentException(
                    SETTING + " has '" + origin + "', which is no origin such as https://ui.example.com");
        }
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null
                    && Set.of("http", "https").contains(uri.getScheme())
                    && text.equals(uri.getScheme() + "://" + uri.getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Answers a preflight, or adds the headers to what will be the answer. */
    void handle(RoutingContext context) {
        String origin = context.request().getHeader("Origin");
        if (origin != null && (any || origins.contains(origin))) {
            headers.handle(context);
        } else {
            context.next();
        }
    }
}

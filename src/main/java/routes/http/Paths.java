package routes.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which methods a path takes, asked of the routes that are there. */
final class Paths {
    private Paths() {}

    static Set<String> methods(Router router, String path) {
        Set<String> methods = new TreeSet<>();
        for (Route route : router.getRoutes()) {
            if (route.getPath() != null && route.methods() != null && matches(route.getPath(), path)) {
                route.methods().stream().map(HttpMethod::name).forEach(methods::add);
            }
        }
        return methods;
    }

    /** Whether {@code path} is an instance of a template such as {@code /event/:id}, with or without a last slash. */
    static boolean matches(String template, String path) {
        String regex = Arrays.stream(trimmed(template).split("/", -1))
                .map(part -> part.startsWith(":") ? "[^/]+" : Pattern.quote(part))
                .collect(Collectors.joining("/"));
        return trimmed(path).matches(regex);
    }

    private static String trimmed(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}

package routes.api;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.component.platform.http.HttpEndpointModel;
import org.apache.camel.component.platform.http.PlatformHttpComponent;

/** Which methods a path takes, asked of the routes that are there. */
final class Paths {
    private Paths() {}

    static Set<String> methods(PlatformHttpComponent component, String path) {
        Set<String> methods = new TreeSet<>();
        for (HttpEndpointModel endpoint : component.getHttpEndpoints()) {
            if (endpoint.getVerbs() != null && matches(endpoint.getUri(), path)) {
                methods.addAll(Arrays.asList(endpoint.getVerbs().split(",")));
            }
        }
        return methods;
    }

    /** Whether {@code path} is an instance of a template such as {@code /event/{id}}, with or without a last slash. */
    static boolean matches(String template, String path) {
        String regex = Arrays.stream(trimmed(template).split("/", -1))
                .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
                .collect(Collectors.joining("/"));
        return trimmed(path).matches(regex);
    }

    private static String trimmed(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}

package routes.http;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.jspecify.annotations.Nullable;

/**
 * Opens paths so that a fixed word wins over a parameter, whatever the order in which route files are read, also when a route
 * is exchanged later: the router takes the first path that matches.
 */
final class RouteOrder implements StartupListener {
    private final List<Waiting> waiting = new ArrayList<>();
    private final Set<Endpoint> open = new LinkedHashSet<>();

    /** A path that can be opened and closed. */
    interface Endpoint {
        String path();

        /** The methods that it serves, as its endpoint names them; null for every one. */
        @Nullable
        String methods();

        void take(RoutingContext request);

        void open() throws Exception;

        void close() throws Exception;
    }

    private record Waiting(String rank, Endpoint endpoint) {}

    /** Opens it now, or, when it has parameters and the application is still starting, after all that have none. */
    synchronized void start(CamelContext context, Endpoint endpoint) throws Exception {
        if (!context.isStarted() && endpoint.path().contains("{")) {
            if (waiting.isEmpty()) {
                context.addStartupListener(this);
            }
            waiting.add(new Waiting(rank(endpoint.path()), endpoint));
            return;
        }
        endpoint.open();
        open.add(endpoint);
        if (context.isStarted()) {
            for (Endpoint later :
                    open.stream().filter(other -> hides(other, endpoint)).toList()) {
                later.close();
                later.open();
            }
        }
    }

    synchronized void stop(Endpoint endpoint) throws Exception {
        open.remove(endpoint);
        endpoint.close();
    }

    /** The open endpoint that has come in place of a closed one. */
    synchronized Optional<Endpoint> successor(Endpoint closed) {
        return open.stream()
                .filter(endpoint -> !endpoint.equals(closed)
                        && endpoint.path().equals(closed.path())
                        && Objects.equals(endpoint.methods(), closed.methods()))
                .findFirst();
    }

    @Override
    public synchronized void onCamelContextStarted(CamelContext context, boolean alreadyStarted) throws Exception {
        waiting.sort(Comparator.comparing(Waiting::rank));
        for (Waiting next : waiting) {
            next.endpoint().open();
            open.add(next.endpoint());
        }
        waiting.clear();
    }

    /** Whether it would take what is meant for the other, if it came first. */
    private static boolean hides(Endpoint wide, Endpoint narrow) {
        String pattern = Arrays.stream(wide.path().split("/"))
                .map(word -> word.startsWith("{") ? "[^/]+" : Pattern.quote(word))
                .collect(Collectors.joining("/"));
        return rank(wide.path()).compareTo(rank(narrow.path())) > 0
                && narrow.path().matches(pattern);
    }

    /** Sorts paths with fixed words early before those with parameters early. */
    static String rank(String path) {
        return Arrays.stream(path.split("/"))
                .map(word -> word.startsWith("{") ? "1" : "0")
                .collect(Collectors.joining());
    }
}

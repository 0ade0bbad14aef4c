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
    private final Set<Door> open = new LinkedHashSet<>();

    /** A path that can be opened and closed. */
    interface Door {
        String path();

        /** The methods that it serves, as its endpoint names them; null for every one. */
        @Nullable
        String methods();

        void take(RoutingContext request);

        void open() throws Exception;

        void close() throws Exception;
    }

    private record Waiting(String rank, Door door) {}

    /** Opens it now, or, when it has parameters and the application is still starting, after all that have none. */
    synchronized void start(CamelContext context, Door door) throws Exception {
        if (!context.isStarted() && door.path().contains("{")) {
            if (waiting.isEmpty()) {
                context.addStartupListener(this);
            }
            waiting.add(new Waiting(rank(door.path()), door));
            return;
        }
        door.open();
        open.add(door);
        if (context.isStarted()) {
            for (Door later : open.stream().filter(other -> hides(other, door)).toList()) {
                later.close();
                later.open();
            }
        }
    }

    synchronized void stop(Door door) throws Exception {
        open.remove(door);
        door.close();
    }

    /** The open door that has come in place of a closed one. */
    synchronized Optional<Door> successor(Door closed) {
        return open.stream()
                .filter(door -> !door.equals(closed)
                        && door.path().equals(closed.path())
                        && Objects.equals(door.methods(), closed.methods()))
                .findFirst();
    }

    @Override
    public synchronized void onCamelContextStarted(CamelContext context, boolean alreadyStarted) throws Exception {
        waiting.sort(Comparator.comparing(Waiting::rank));
        for (Waiting next : waiting) {
            next.door().open();
            open.add(next.door());
        }
        waiting.clear();
    }

    /** Whether it would take what is meant for the other, if it came first. */
    private static boolean hides(Door wide, Door narrow) {
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

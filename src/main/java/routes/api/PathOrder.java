package routes.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;

/**
 * Opens paths so that a fixed word wins over a parameter, whatever the order in which route files are read: the router takes
 * the first path that matches.
 */
final class PathOrder implements StartupListener {
    private final List<Waiting> waiting = new ArrayList<>();

    /** Opens a path. */
    @FunctionalInterface
    interface Opening {
        void open() throws Exception;
    }

    private record Waiting(String rank, Opening opening) {}

    /** Opens it now, or, when it has parameters and the application is still starting, after all that have none. */
    synchronized void start(CamelContext context, String path, Opening opening) throws Exception {
        if (context.isStarted() || !path.contains("{")) {
            opening.open();
            return;
        }
        if (waiting.isEmpty()) {
            context.addStartupListener(this);
        }
        waiting.add(new Waiting(rank(path), opening));
    }

    @Override
    public synchronized void onCamelContextStarted(CamelContext context, boolean alreadyStarted) throws Exception {
        waiting.sort(Comparator.comparing(Waiting::rank));
        for (Waiting next : waiting) {
            next.opening().open();
        }
        waiting.clear();
    }

    /** Sorts paths with fixed words early before those with parameters early. */
    static String rank(String path) {
        return Arrays.stream(path.split("/"))
                .map(word -> word.startsWith("{") ? "1" : "0")
                .collect(Collectors.joining());
    }
}

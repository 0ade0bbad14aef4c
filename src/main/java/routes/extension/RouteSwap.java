package routes.extension;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Collection;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.common.error.VeaiopsException;
import routes.extension.source.RouteRemoval;
import routes.http.HttpEngine;
import routes.http.RouteReloadPause;

/**
 * Exchanges routes of the running application.
 *
 * <p>Failure policy: what comes is first made under other names, without being started; only then what leaves is stopped,
 * after it has finished what it works on; who calls one of them over HTTP meanwhile waits. When the new routes do not
 * start all the same, those before them are put back.
 */
public final class RouteSwap {
    private static final Logger LOG = LoggerFactory.getLogger(RouteSwap.class);
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String REHEARSAL = "rehearsal-";

    private final CamelContext context;
    private final RouteReloadPause reloadPause;

    /** @param reloadPause in which routes with a path are exchanged */
    public RouteSwap(CamelContext context, RouteReloadPause reloadPause) {
        this.context = context;
        this.reloadPause = reloadPause;
    }

    /** Routes that cannot run; those before them do. */
    static final class UnusableRoutes extends VeaiopsException {
        private static final long serialVersionUID = 1L;

        private final String route;

        /** @param route its id; empty when it is not one route's fault */
        UnusableRoutes(String route, String message, @Nullable Throwable cause) {
            super((route.isEmpty() ? "" : route + ": ") + message, cause);
            this.route = route;
        }

        String route() {
            return route;
        }
    }

    /** Whether a route of this id is in the application. */
    boolean has(String id) {
        return RouteRemoval.has(context, id);
    }

    /** @throws UnusableRoutes when nothing has changed */
    void swap(String file, Collection<RouteEntry> leaving, Collection<RouteEntry> coming) {
        rehearse(file, coming);
        try {
            if (leaving.stream().anyMatch(RouteEntry::hasPath)) {
                reloadPause.during(() -> empty(leaving), () -> exchange(file, leaving, coming));
            } else {
                exchange(file, leaving, coming);
            }
        } catch (Exception e) {
            throw unusable(e);
        }
    }

    private void exchange(String file, Collection<RouteEntry> leaving, Collection<RouteEntry> coming) throws Exception {
        try {
            remove(leaving);
            load(file, coming.stream().map(RouteEntry::yaml).toList());
        } catch (Exception e) {
            putBack(file, leaving, coming);
            throw e;
        }
    }

    private void rehearse(String file, Collection<RouteEntry> coming) {
        List<ObjectNode> others = coming.stream()
                .filter(RouteEntry::plain)
                .map(entry -> entry.renamed(REHEARSAL))
                .toList();
        try {
            load(file, others);
        } catch (Exception e) {
            throw unusable(e);
        } finally {
            others.forEach(route -> forget(route.path("route").path("id").asText()));
        }
    }

    private void putBack(String file, Collection<RouteEntry> leaving, Collection<RouteEntry> coming) {
        try {
            remove(coming);
            load(
                    file,
                    leaving.stream()
                            .filter(entry -> !has(entry.id()))
                            .map(RouteEntry::yaml)
                            .toList());
        } catch (Exception e) {
            LOG.error(
                    "the routes {} could not be put back",
                    leaving.stream().map(RouteEntry::id).toList(),
                    e);
        }
    }

    private void empty(Collection<RouteEntry> leaving) throws InterruptedException {
        for (RouteEntry entry : leaving) {
            HttpEngine.empty(context.getRoute(entry.id()));
        }
    }

    private void remove(Collection<RouteEntry> entries) throws Exception {
        for (RouteEntry entry : entries) {
            RouteRemoval.remove(context, entry.id());
        }
    }

    private void load(String file, List<? extends JsonNode> entries) throws Exception {
        if (!entries.isEmpty()) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("saved:" + file, text(entries)));
        }
    }

    private static String text(List<? extends JsonNode> entries) throws JsonProcessingException {
        return YAML.writeValueAsString(YAML.createArrayNode().addAll(entries));
    }

    private void forget(String id) {
        try {
            RouteRemoval.remove(context, id);
        } catch (Exception e) {
            LOG.warn("the route {} could not be taken away", id, e);
        }
    }

    /** The innermost reason says what is wrong; those around it only in which route. */
    private static UnusableRoutes unusable(Exception e) {
        Throwable reason = e;
        String route = routeOf(reason);
        while (reason.getCause() != null && reason.getCause() != reason) {
            reason = reason.getCause();
            route = route.isEmpty() ? routeOf(reason) : route;
        }
        String said = String.valueOf(reason.getMessage()).replace(REHEARSAL, "");
        return new UnusableRoutes(route, said.isBlank() ? reason.getClass().getSimpleName() : said, e);
    }

    private static String routeOf(Throwable reason) {
        if (reason instanceof FailedToCreateRouteException failed) {
            return String.valueOf(failed.getRouteId()).replace(REHEARSAL, "");
        }
        return reason instanceof FailedToStartRouteException failed ? String.valueOf(failed.getRouteId()) : "";
    }
}

package routes.extension.source;

import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;

/** Takes a route away, whether it runs or the application is still starting. */
public final class RouteRemoval {
    private RouteRemoval() {}

    /** Whether the application has a route of this id, or will have one once it is started. */
    public static boolean has(CamelContext context, String id) {
        return context.getRoute(id) != null || model(context).getRouteDefinition(id) != null;
    }

    /** After it has finished what it works on. */
    public static void remove(CamelContext context, String id) throws Exception {
        if (context.getRoute(id) != null) {
            context.getRouteController().stopRoute(id);
            context.removeRoute(id);
        }
        RouteDefinition defined = model(context).getRouteDefinition(id);
        if (defined != null) {
            model(context).removeRouteDefinition(defined);
        }
    }

    private static Model model(CamelContext context) {
        return context.getCamelContextExtension().getContextPlugin(Model.class);
    }
}

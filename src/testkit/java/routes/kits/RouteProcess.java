package routes.kits;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** Some routes of a route file of the application, with the beans of one process and without schedules. */
public final class RouteProcess implements AutoCloseable {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    private RouteProcess(String file, String routes, Map<String, Object> beans) throws Exception {
        beans.forEach(context.getRegistry()::bind);
        context.getPropertiesComponent().setLocation("classpath:application.properties");
        context.setRouteFilterPattern(routes, null);
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(resource(context, "_errors.camel.yaml"), resource(context, file));
        context.start();
        template = context.createProducerTemplate();
    }

    private static Resource resource(CamelContext context, String file) {
        return PluginHelper.getResourceLoader(context).resolveResource("classpath:routes/" + file);
    }

    /** @param routes ids, separated by commas */
    public static RouteProcess start(String file, String routes, Map<String, Object> beans) {
        try {
            return new RouteProcess(file, routes, beans);
        } catch (Exception e) {
            throw new IllegalStateException("the routes " + routes + " do not start", e);
        }
    }

    /** Sends a body to a {@code direct:} route; a failure that the route hands back is thrown. */
    public Exchange send(String route, Object body) {
        Exchange exchange =
                template.request("direct:" + route, sent -> sent.getMessage().setBody(body));
        if (exchange.getException() != null) {
            throw RuntimeCamelException.wrapRuntimeCamelException(exchange.getException());
        }
        return exchange;
    }

    @Override
    public void close() {
        context.stop();
    }
}

package routes.bench;

import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;

/** The raw limit of Camel's HTTP server: a route that reads JSON and writes it again. Argument: the port. */
final class EchoServer {
    private static final String ROUTE =
            """
            - route:
                id: echo
                from:
                  uri: platform-http:/echo
                  steps:
                    - unmarshal: { json: { library: Jackson } }
                    - marshal: { json: { library: Jackson } }
            """;

    private EchoServer() {}

    public static void main(String[] arguments) throws Exception {
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindHost("127.0.0.1");
        server.setBindPort(Integer.parseInt(arguments[0]));
        DefaultCamelContext context = new DefaultCamelContext();
        context.addService(new VertxPlatformHttpServer(server));
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(org.apache.camel.support.ResourceHelper.fromString("echo.camel.yaml", ROUTE));
        context.start();
        Thread.currentThread().join();
    }
}

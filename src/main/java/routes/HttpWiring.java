package routes;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;
import routes.api.ApiDoor;
import routes.api.Entrance;
import routes.api.Entrances;
import routes.api.FrontDesk;
import routes.api.HttpDoor;
import routes.api.Intermission;
import routes.api.Refusals;
import routes.api.Serving;
import routes.api.server.ConnectionLimits;
import routes.api.server.LimitedServers;

/** The HTTP servers and what limits their callers (docs/adr/0016-limits-of-callers.md). */
public class HttpWiring implements CamelConfiguration {
    /** Camel makes both of its servers with the one Vert.x of the registry. */
    @BindToRegistry(value = "vertx", destroyMethod = "end")
    public LimitedServers vertx(CamelContext context, @PropertyInject("veaiops.http.workers") int workers)
            throws Exception {
        Serving serving = new Serving(context);
        context.addStartupListener(serving);
        return new LimitedServers(
                Vertx.vertx(new VertxOptions().setWorkerPoolSize(workers)),
                new ConnectionLimits(
                        number(context, "veaiops.http.max-connections"),
                        number(context, "veaiops.http.max-connections-per-address"),
                        number(context, "veaiops.http.max-header-bytes"),
                        number(context, "veaiops.http.head-seconds"),
                        number(context, "veaiops.http.body-seconds"),
                        number(context, "veaiops.http.idle-seconds")),
                () -> clientAuth(context.getSSLContextParameters()),
                server -> open(context, serving, server));
    }

    /** {@code camel.ssl.client-authentication}: NONE, WANT or REQUIRE. */
    private static ClientAuth clientAuth(@Nullable SSLContextParameters ssl) {
        if (ssl == null || ssl.getServerParameters() == null) {
            return ClientAuth.NONE;
        }
        return switch (String.valueOf(ssl.getServerParameters().getClientAuthentication())) {
            case "REQUIRE" -> ClientAuth.REQUIRED;
            case "WANT" -> ClientAuth.REQUEST;
            default -> ClientAuth.NONE;
        };
    }

    private static void open(CamelContext context, Serving serving, HttpServer server) {
        int port = number(context, "veaiops.http.port");
        if (server.actualPort() == port) {
            FrontDesk.open(
                    server,
                    VertxPlatformHttpRouter.lookup(context, VertxPlatformHttpRouter.getRouterNameFromPort(port)),
                    context.getRegistry().findSingleByType(Intermission.class),
                    serving);
        } else {
            FrontDesk.errorsOnly(server);
        }
    }

    @BindToRegistry
    public Intermission intermission() {
        return new Intermission();
    }

    @BindToRegistry
    public Entrances entrances() {
        return new Entrances();
    }

    @BindToRegistry(lazy = true)
    public Refusals refusals(
            CamelContext context,
            @PropertyInject("veaiops.http.wrong-tokens") int wrongTokens,
            @PropertyInject("veaiops.http.wrong-tokens-pause-seconds") int pause) {
        return new Refusals(
                context.getRegistry().findSingleByType(MeterRegistry.class),
                wrongTokens,
                Duration.ofSeconds(pause),
                System::nanoTime);
    }

    @BindToRegistry(value = "platform-http-engine", lazy = true)
    public HttpDoor platformHttpEngine(
            @PropertyInject("veaiops.http.port") int port,
            Intermission intermission,
            Entrances entrances,
            Refusals refusals,
            CamelContext context) {
        return new HttpDoor(
                port,
                new HttpDoor.Shared(
                        intermission,
                        entrances,
                        refusals,
                        number(context, "veaiops.http.max-body-bytes"),
                        number(context, "veaiops.http.max-bytes-in-flight")));
    }

    /** Of the operations that an API template with the access {@code manager} makes. */
    @BindToRegistry(lazy = true)
    public HttpDoor managerHttpDoor(CamelContext context, ApiDoor apiDoor) {
        return main(context).behind(new Entrance("api", apiDoor::knows));
    }

    /** Of the operations that everybody may call. */
    @BindToRegistry(lazy = true)
    public HttpDoor openHttpDoor(CamelContext context) {
        return main(context);
    }

    static HttpDoor main(CamelContext context) {
        return context.getRegistry().lookupByNameAndType("platform-http-engine", HttpDoor.class);
    }

    private static int number(CamelContext context, String setting) {
        return Integer.parseInt(
                context.resolvePropertyPlaceholders("{{" + setting + "}}").strip());
    }
}

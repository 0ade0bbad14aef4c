package routes.wiring;

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
import routes.http.CallerCheck;
import routes.http.Contract;
import routes.http.CrossOrigin;
import routes.http.EndpointGuard;
import routes.http.HttpEngine;
import routes.http.OpenPaths;
import routes.http.Refusals;
import routes.http.RequestFilters;
import routes.http.RouteReloadPause;
import routes.http.limits.ConnectionLimits;
import routes.http.limits.LimitedServers;

/** The HTTP servers and what limits their callers (docs/adr/0016-limits-of-callers.md). */
public class HttpWiring implements CamelConfiguration {
    /** Camel makes both of its servers with the one Vert.x of the registry. */
    @BindToRegistry(value = "vertx", destroyMethod = "end")
    public LimitedServers vertx(CamelContext context, @PropertyInject("veaiops.http.workers") int workers)
            throws Exception {
        OpenPaths serving = new OpenPaths(context);
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

    private static void open(CamelContext context, OpenPaths serving, HttpServer server) {
        int port = number(context, "veaiops.http.port");
        if (server.actualPort() == port) {
            RequestFilters.open(
                    server,
                    VertxPlatformHttpRouter.lookup(context, VertxPlatformHttpRouter.getRouterNameFromPort(port)),
                    context.getRegistry().findSingleByType(RouteReloadPause.class),
                    serving,
                    CrossOrigin.of(context.resolvePropertyPlaceholders("{{veaiops.http.cors.origins}}")));
        } else {
            RequestFilters.errorsOnly(server);
        }
    }

    @BindToRegistry
    public RouteReloadPause intermission() {
        return new RouteReloadPause();
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
    public HttpEngine platformHttpEngine(
            @PropertyInject("veaiops.http.port") int port,
            RouteReloadPause intermission,
            Refusals refusals,
            CamelContext context) {
        return new HttpEngine(
                port,
                new HttpEngine.Shared(
                        intermission,
                        refusals,
                        number(context, "veaiops.http.max-body-bytes"),
                        number(context, "veaiops.http.max-bytes-in-flight"),
                        ApiWiring.audit(context)));
    }

    /** Of the operations of the contract that a bean does. */
    @BindToRegistry(lazy = true)
    public HttpEngine apiHttpEngine(CamelContext context, CallerCheck callerCheck) {
        return main(context).serving(Contract.shipped().operations(), callers(callerCheck));
    }

    /** Of routes of extensions that ask for a supervisor or the admin token. */
    @BindToRegistry(lazy = true)
    public HttpEngine managerHttpEngine(CamelContext context, CallerCheck callerCheck) {
        return main(context).behind(callers(callerCheck));
    }

    /** Of routes of extensions that everybody may call. */
    @BindToRegistry(lazy = true)
    public HttpEngine openHttpEngine(CamelContext context) {
        return main(context);
    }

    private static EndpointGuard callers(CallerCheck callerCheck) {
        return new EndpointGuard("api", callerCheck);
    }

    static HttpEngine main(CamelContext context) {
        return context.getRegistry().lookupByNameAndType("platform-http-engine", HttpEngine.class);
    }

    private static int number(CamelContext context, String setting) {
        return Integer.parseInt(
                context.resolvePropertyPlaceholders("{{" + setting + "}}").strip());
    }
}

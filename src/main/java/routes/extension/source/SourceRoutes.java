package routes.extension.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import routes.alarm.SourceConverters;
import routes.alarm.mapping.MappedAlarmConverter;
import routes.common.error.VeaiopsException;
import routes.http.HttpEngine;
import routes.http.RouteReloadPause;
import routes.steps.intake.AlarmEndpoint;

/**
 * Gives every mapped source its endpoints: instances of the route template {@code alarm-endpoint}, one for each path. A new
 * version of a source takes over between two posts; its endpoints are made anew only when paths or content types change.
 */
public final class SourceRoutes {
    private static final Pattern OF_A_SOURCE = Pattern.compile("veaiops\\.alarms\\.(?:token|secret|topics)\\.(.+)");

    private final CamelContext context;
    private final SourceRegistry sources;
    private final Function<String, SourceSecrets> secrets;
    private final SourceConverters converters;
    private final RouteReloadPause reloadPause;
    private final Map<String, Endpoints> endpoints = new ConcurrentHashMap<>();

    private record Endpoints(List<String> paths, Set<String> consumes, List<String> routeIds) {}

    /** @param reloadPause in which endpoints are made anew */
    public SourceRoutes(
            CamelContext context,
            SourceRegistry sources,
            Function<String, SourceSecrets> secrets,
            SourceConverters converters,
            RouteReloadPause reloadPause) {
        this.context = context;
        this.sources = sources;
        this.secrets = secrets;
        this.converters = converters;
        this.reloadPause = reloadPause;
    }

    /** Brings the endpoints of a source in line with its file. */
    public synchronized void open(String name) {
        SourceFile file = sources.current(name);
        Endpoints before = endpoints.get(name);
        if (before != null
                && before.paths().equals(file.paths())
                && before.consumes().equals(file.consumes())) {
            return;
        }
        renew(file);
    }

    private void renew(SourceFile file) {
        try {
            if (endpoints.containsKey(file.name())) {
                reloadPause.during(() -> empty(file.name()), () -> {
                    close(file.name());
                    make(file);
                });
            } else {
                make(file);
            }
        } catch (Exception e) {
            throw new VeaiopsException("the endpoints of the source " + file.name() + " cannot be opened", e);
        }
    }

    private void make(SourceFile file) throws Exception {
        Set<String> bound = new HashSet<>();
        List<String> ids = new ArrayList<>();
        for (SourcePath path : SourcePath.of(file)) {
            if (bound.add(path.bean())) {
                context.getRegistry().bind(path.bean(), endpoint(file, path.probes()));
            }
            TemplatedRouteBuilder route =
                    TemplatedRouteBuilder.builder(context, SourcePath.TEMPLATE).routeId(path.routeId());
            path.parameters().forEach(route::parameter);
            ids.add(route.add());
        }
        endpoints.put(file.name(), new Endpoints(file.paths(), file.consumes(), ids));
    }

    /**
     * Opens the endpoints of the mapped source anew that a setting is for, so that they read it.
     *
     * @return whether they do, or will: endpoints that are not open yet read it when they open
     */
    public synchronized boolean reopen(String setting) {
        Matcher named = OF_A_SOURCE.matcher(setting);
        if (!named.matches()) {
            return false;
        }
        if (!endpoints.containsKey(named.group(1))) {
            return converters.of(named.group(1)).isEmpty();
        }
        renew(sources.current(named.group(1)));
        return true;
    }

    private void empty(String name) throws InterruptedException {
        for (String id : Objects.requireNonNull(endpoints.get(name), name).routeIds()) {
            HttpEngine.empty(context.getRoute(id));
        }
    }

    private void close(String name) throws Exception {
        for (String id : Objects.requireNonNull(endpoints.remove(name), name).routeIds()) {
            context.getRouteController().stopRoute(id);
            context.removeRoute(id);
        }
    }

    private AlarmEndpoint endpoint(SourceFile file, Set<String> probes) {
        String name = file.name();
        AlarmEndpoint endpoint = new AlarmEndpoint(
                new MappedAlarmConverter(() -> sources.current(name).mapping()));
        endpoint.setProbes(probes);
        endpoint.setSource(name);
        endpoint.setPolicy(new SourceEndpoint(() -> sources.current(name), secrets.apply(name)));
        endpoint.setConsumes(String.join(",", file.consumes()));
        return endpoint;
    }
}

package routes.extension.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.jspecify.annotations.Nullable;
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
    private static final Pattern OF_A_SOURCE =
            Pattern.compile("veaiops\\.alarms\\.(?:(?:token|secret|topics)\\.(.+)|(.+)\\.enabled)");

    private final CamelContext context;
    private final SourceRegistry sources;
    private final Function<String, SourceSecrets> secrets;
    private final Predicate<String> enabled;
    private final SourceConverters converters;
    private final RouteReloadPause reloadPause;
    private final Map<String, Endpoints> endpoints = new ConcurrentHashMap<>();

    private record Endpoints(List<String> paths, Set<String> consumes, List<String> routeIds) {}

    /**
     * @param enabled {@code veaiops.alarms.<source>.enabled}
     * @param reloadPause in which endpoints are made anew
     */
    public SourceRoutes(
            CamelContext context,
            SourceRegistry sources,
            Function<String, SourceSecrets> secrets,
            Predicate<String> enabled,
            SourceConverters converters,
            RouteReloadPause reloadPause) {
        this.context = context;
        this.sources = sources;
        this.secrets = secrets;
        this.enabled = enabled;
        this.converters = converters;
        this.reloadPause = reloadPause;
    }

    /** Brings the endpoints of a source in line with its file; one that is switched off has none. */
    public void open(String name) {
        open(name, Set.of());
    }

    /** @param leaving other sources whose endpoints are closed in the same pause, so that their paths can be had */
    public synchronized void open(String name, Collection<String> leaving) {
        SourceFile file = sources.current(name);
        boolean off = sources.entry(name).filter(SourceRegistry.Entry::off).isPresent() || !enabled.test(name);
        Endpoints before = endpoints.get(name);
        if (!off
                && before != null
                && leaving.isEmpty()
                && before.paths().equals(file.paths())
                && before.consumes().equals(file.consumes())) {
            return;
        }
        Set<String> closing = new TreeSet<>(leaving);
        closing.add(name);
        exchange(closing, off ? null : file);
    }

    public boolean isOpen(String name) {
        return endpoints.containsKey(name);
    }

    /** Closes the endpoints of a source that is gone; what was let in is answered first. */
    public synchronized void close(String name) {
        exchange(Set.of(name), null);
        converters.remove(name);
    }

    private void exchange(Collection<String> leaving, @Nullable SourceFile coming) {
        List<String> closing = leaving.stream().filter(endpoints::containsKey).toList();
        try {
            if (closing.isEmpty()) {
                make(coming);
            } else {
                reloadPause.during(() -> empty(closing), () -> {
                    shut(closing);
                    make(coming);
                });
            }
        } catch (Exception e) {
            String of = coming == null ? String.join(", ", closing) : coming.name();
            throw new VeaiopsException("the endpoints of the source " + of + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private void make(@Nullable SourceFile file) throws Exception {
        if (file == null) {
            return;
        }
        Set<String> bound = new HashSet<>();
        List<String> ids = new ArrayList<>();
        try {
            for (SourcePath path : SourcePath.of(file)) {
                if (bound.add(path.bean())) {
                    context.getRegistry().bind(path.bean(), endpoint(file, path.probes()));
                }
                TemplatedRouteBuilder route = TemplatedRouteBuilder.builder(context, SourcePath.TEMPLATE)
                        .routeId(path.routeId());
                path.parameters().forEach(route::parameter);
                ids.add(path.routeId());
                route.add();
            }
        } catch (Exception e) {
            remove(ids);
            throw e;
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
        String name = named.group(1) == null ? named.group(2) : named.group(1);
        if (sources.entry(name).map(SourceRegistry.Entry::file).isEmpty()) {
            return named.group(1) != null && converters.of(name).isEmpty();
        }
        if (named.group(2) != null) {
            open(name);
        } else if (endpoints.containsKey(name)) {
            exchange(Set.of(name), sources.current(name));
        }
        return true;
    }

    private void empty(Collection<String> names) throws InterruptedException {
        for (String name : names) {
            for (String id : Objects.requireNonNull(endpoints.get(name), name).routeIds()) {
                HttpEngine.empty(context.getRoute(id));
            }
        }
    }

    private void shut(Collection<String> names) throws Exception {
        for (String name : names) {
            remove(Objects.requireNonNull(endpoints.remove(name), name).routeIds());
        }
    }

    private void remove(Collection<String> ids) throws Exception {
        for (String id : ids) {
            RouteRemoval.remove(context, id);
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

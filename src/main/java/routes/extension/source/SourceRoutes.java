package routes.extension.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import routes.alarm.SourceConverters;
import routes.alarm.mapping.MappedAlarmConverter;
import routes.common.error.VeaiopsException;
import routes.health.heartbeat.HeartbeatRegistry;
import routes.http.EndpointGuard;
import routes.http.EndpointGuards;
import routes.http.HttpEngine;
import routes.http.ProbeAnswer;
import routes.http.RouteReloadPause;
import routes.steps.intake.AlarmEndpoint;
import routes.steps.intake.SourceRates;
import routes.steps.watch.PipelineMetrics;

/**
 * Gives every mapped source its doors: instances of the route template {@code alarm-source}, one for each path. A new
 * version of a source takes over between two posts; its doors are made anew only when paths or content types change.
 */
public final class SourceRoutes {
    private static final String TEMPLATE = "alarm-source";
    private static final Pattern OF_A_SOURCE = Pattern.compile("veaiops\\.alarms\\.(?:token|secret|topics)\\.(.+)");

    private final CamelContext context;
    private final SourceRegistry book;
    private final Function<String, SourceSecrets> secrets;
    private final Parts parts;
    private final Map<String, Doors> standing = new ConcurrentHashMap<>();

    /**
     * What every door needs.
     *
     * @param intermission in which doors are made anew
     */
    public record Parts(
            SourceConverters converters,
            PipelineMetrics metrics,
            HeartbeatRegistry heartbeats,
            int maxRecordBytes,
            RouteReloadPause intermission,
            Callers callers) {}

    /** What stands before the paths, and how much each source may post. */
    public record Callers(EndpointGuards entrances, SourceRates rates) {}

    private record Doors(List<String> paths, Set<String> consumes, List<String> routeIds) {}

    public SourceRoutes(
            CamelContext context, SourceRegistry book, Function<String, SourceSecrets> secrets, Parts parts) {
        this.context = context;
        this.book = book;
        this.secrets = secrets;
        this.parts = parts;
    }

    /** Brings the doors of a source in line with its file. */
    public synchronized void open(String name) {
        SourceFile file = book.current(name);
        Doors before = standing.get(name);
        if (before != null
                && before.paths().equals(file.paths())
                && before.consumes().equals(file.consumes())) {
            return;
        }
        renew(file);
    }

    private void renew(SourceFile file) {
        try {
            if (standing.containsKey(file.name())) {
                parts.intermission().during(() -> empty(file.name()), () -> {
                    close(file.name());
                    make(file);
                });
            } else {
                make(file);
            }
        } catch (Exception e) {
            throw new VeaiopsException("the doors of the source " + file.name() + " cannot be opened", e);
        }
    }

    private void make(SourceFile file) throws Exception {
        String name = file.name();
        Map<Set<String>, String> doors = new HashMap<>();
        List<String> ids = new ArrayList<>();
        for (String written : file.paths()) {
            String path = pathOf(written);
            Set<String> probes = probes(path, file.paths());
            String door = doors.computeIfAbsent(probes, asked -> bind(file, asked));
            AlarmEndpoint taking = context.getRegistry().lookupByNameAndType(door, AlarmEndpoint.class);
            String id = "alarms-" + name + "-receive" + (ids.isEmpty() ? "" : "-" + (ids.size() + 1));
            parts.callers().entrances().put(path, new EndpointGuard(name, taking));
            ids.add(TemplatedRouteBuilder.builder(context, TEMPLATE)
                    .routeId(id)
                    .parameter("source", name)
                    .parameter("path", path)
                    .parameter("methods", methods(written, file.paths()))
                    .parameter("door", door)
                    .add());
        }
        standing.put(name, new Doors(file.paths(), file.consumes(), ids));
    }

    /** A path that alarms come to by GET is asked by the other methods whether it is there. */
    private static Set<String> probes(String path, List<String> all) {
        Set<String> probes = new TreeSet<>(ProbeAnswer.METHODS);
        all.stream()
                .filter(other -> pathOf(other).equals(path))
                .map(SourceRoutes::methodOf)
                .forEach(probes::remove);
        return probes;
    }

    private String bind(SourceFile file, Set<String> probes) {
        String name = "alarm-door-" + file.name() + (probes.equals(ProbeAnswer.METHODS) ? "" : "-get");
        context.getRegistry().bind(name, door(file, probes));
        return name;
    }

    private static String methodOf(String written) {
        return written.startsWith("/") ? "POST" : written.substring(0, written.indexOf(' '));
    }

    /** Whether there is an endpoint is asked once for each path, whatever methods it takes. */
    private static String methods(String written, List<String> all) {
        String method = methodOf(written);
        boolean first = all.stream()
                .filter(other -> pathOf(other).equals(pathOf(written)))
                .findFirst()
                .filter(written::equals)
                .isPresent();
        return first ? String.join(",", probes(pathOf(written), all)) + "," + method : method;
    }

    private static String pathOf(String written) {
        return written.substring(written.indexOf('/'));
    }

    /**
     * Opens the doors of the mapped source anew that a setting is for, so that they read it.
     *
     * @return whether they do, or will: doors that are not open yet read it when they open
     */
    public synchronized boolean reopen(String setting) {
        Matcher named = OF_A_SOURCE.matcher(setting);
        if (!named.matches()) {
            return false;
        }
        if (!standing.containsKey(named.group(1))) {
            return parts.converters().of(named.group(1)).isEmpty();
        }
        renew(book.current(named.group(1)));
        return true;
    }

    private void empty(String name) throws InterruptedException {
        for (String id : standing.get(name).routeIds()) {
            HttpEngine.empty(context.getRoute(id));
        }
    }

    private void close(String name) throws Exception {
        for (String id : standing.remove(name).routeIds()) {
            context.getRouteController().stopRoute(id);
            context.removeRoute(id);
        }
    }

    private AlarmEndpoint door(SourceFile file, Set<String> probes) {
        String name = file.name();
        AlarmEndpoint door = new AlarmEndpoint();
        door.setProbes(probes);
        door.setSource(name);
        door.setConverter(new MappedAlarmConverter(() -> book.current(name).mapping()));
        door.setConverters(parts.converters());
        door.setPolicy(new SourceEndpoint(() -> book.current(name), secrets.apply(name)));
        door.setConsumes(String.join(",", file.consumes()));
        door.setMaxRecordBytes(parts.maxRecordBytes());
        door.setMetrics(parts.metrics());
        door.setHeartbeats(parts.heartbeats());
        door.setRates(parts.callers().rates());
        return door;
    }
}

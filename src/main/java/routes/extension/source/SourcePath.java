package routes.extension.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import routes.extension.claim.Claim;
import routes.http.ProbeAnswer;

/**
 * One path of a mapped source, which is one instance of the route template {@code alarm-endpoint}.
 *
 * @param methods HTTP methods that the route takes, separated by commas
 * @param probes those of the path's methods that only ask whether there is an endpoint
 * @param bean the endpoint of all paths of the source with the same probes
 */
public record SourcePath(String source, String routeId, String path, String methods, Set<String> probes, String bean) {
    /** Id of the template. */
    public static final String TEMPLATE = "alarm-endpoint";

    /** The paths of a source, in the order of its file. */
    public static List<SourcePath> of(SourceFile file) {
        List<SourcePath> paths = new ArrayList<>();
        for (String written : file.paths()) {
            Set<String> probes = probes(pathOf(written), file.paths());
            paths.add(new SourcePath(
                    file.name(),
                    "alarms-" + file.name() + "-receive" + (paths.isEmpty() ? "" : "-" + (paths.size() + 1)),
                    pathOf(written),
                    methods(written, file.paths(), probes),
                    probes,
                    "alarm-endpoint-" + file.name() + (probes.equals(ProbeAnswer.METHODS) ? "" : "-get")));
        }
        return paths;
    }

    /** The names and paths that a source has. */
    public static Set<Claim> claims(SourceFile file) {
        Set<Claim> claims = new LinkedHashSet<>(Set.of(new Claim(Claim.Kind.SOURCE, file.name())));
        for (SourcePath path : of(file)) {
            Claim.paths(path.methods(), path.path()).forEach(claims::add);
            claims.add(new Claim(Claim.Kind.ROUTE, path.routeId()));
            claims.add(new Claim(Claim.Kind.BEAN, path.bean()));
        }
        return claims;
    }

    /** What the instance gives to the template {@code alarm-endpoint}. */
    public Map<String, String> parameters() {
        return new TreeMap<>(Map.of("source", source, "path", path, "methods", methods, "endpoint", bean));
    }

    /** A path that takes alarms by GET is probed by the other methods. */
    private static Set<String> probes(String path, List<String> all) {
        Set<String> probes = new TreeSet<>(ProbeAnswer.METHODS);
        all.stream()
                .filter(other -> pathOf(other).equals(path))
                .map(SourcePath::methodOf)
                .forEach(probes::remove);
        return probes;
    }

    private static String methodOf(String written) {
        return written.startsWith("/") ? "POST" : written.substring(0, written.indexOf(' '));
    }

    /** The probes of a path belong to its first route, whatever methods it takes. */
    private static String methods(String written, List<String> all, Set<String> probes) {
        String method = methodOf(written);
        boolean first = all.stream()
                .filter(other -> pathOf(other).equals(pathOf(written)))
                .findFirst()
                .filter(written::equals)
                .isPresent();
        return first ? String.join(",", probes) + "," + method : method;
    }

    private static String pathOf(String written) {
        return written.substring(written.indexOf('/'));
    }
}

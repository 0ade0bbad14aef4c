package routes.extension.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import routes.extension.claim.Claim;
import routes.extension.claim.Claims;
import routes.extension.claim.Conflict;
import routes.extension.claim.Marks;
import routes.extension.claim.Owner;

/** The names and paths that route files ask for. */
public final class RouteClaims {
    private static final String FOLDER = "routes/";
    /** The engine whose paths are those of the contract. */
    private static final String CONTRACT = "apiHttpEngine";

    private static final String DIRECT = "direct:";
    private static final String HTTP = "platform-http:";
    private static final String CHANNEL = "channel-";
    private static final String ALARM_ENDPOINT = ".AlarmEndpoint";

    private RouteClaims() {}

    /** @param project that the file is part of, for its templates and settings */
    public static Set<Claim> of(RouteFile file, RouteProject project) {
        Set<Claim> claims = new LinkedHashSet<>(Set.of(new Claim(Claim.Kind.ROUTE_FILE, file.name())));
        file.entries("beans").flatMap(RouteClaims::elements).forEach(bean -> {
            claims.add(new Claim(Claim.Kind.BEAN, bean.path("name").asText()));
            source(bean).ifPresent(claims::add);
        });
        project.routes().filter(route -> route.file().equals(file)).forEach(route -> {
            claims.add(new Claim(Claim.Kind.ROUTE, route.id()));
            elements(route.beans()).forEach(bean -> source(bean).ifPresent(claims::add));
            source(route.route().path("from"), project.settings()).forEach(claims::add);
            channel(route).ifPresent(claims::add);
        });
        return claims;
    }

    /** Every route file of the application, with what it has. */
    public static Map<Owner, Set<Claim>> shipped(RouteProject application) {
        Map<Owner, Set<Claim>> all = new LinkedHashMap<>();
        application.files().forEach(file -> {
            Set<Claim> claims = of(file, application);
            all.put(shipped(file.name(), claims), claims);
        });
        return all;
    }

    /** @param claims a source or channel that is code among them gives the file its name */
    public static Owner shipped(String name, Set<Claim> claims) {
        return claims.stream()
                .filter(claim -> claim.kind() == Claim.Kind.SOURCE || claim.kind() == Claim.Kind.CHANNEL)
                .findFirst()
                .map(coded -> "the coded " + coded)
                .map(text -> Owner.shipped(FOLDER + name, text, Claim.Kind.ROUTE_FILE, Claim.Kind.SOURCE))
                .orElseGet(() -> Owner.shipped(
                        FOLDER + name, "the route file " + name + " of the application", Claim.Kind.ROUTE_FILE));
    }

    /** A file of a folder of extensions. @param place as people look for it */
    public static Owner own(String name, String place, Path file) {
        return Owner.saved(place, "the route file " + name, file);
    }

    /** A file of a plugin. */
    public static Owner ofPlugin(String name, String place) {
        return Owner.ofPlugin(place, "the route file " + name, Claim.Kind.ROUTE_FILE);
    }

    /** The route file of the application that an owner is; empty when it is another owner. */
    public static String nameOf(String place) {
        return place.startsWith(FOLDER) ? place.substring(FOLDER.length()) : "";
    }

    /** What the file takes the place of on purpose. */
    public static List<Claim> replaces(RouteFile file) {
        return Marks.replacesByComment(String.join("\n", file.lines())).stream()
                .map(name -> new Claim(Claim.Kind.ROUTE_FILE, name))
                .toList();
    }

    /** What stands in the way of a file, by line. */
    public static List<LintFinding> findings(Claims claims, Owner owner, RouteFile file, RouteProject project) {
        List<Claim> replaces = replaces(file);
        Stream<LintFinding> taken = claims.conflicts(owner, of(file, project), replaces).stream()
                .filter(conflict -> !anotherPath(conflict, file))
                .map(conflict -> new LintFinding(file.name(), conflict.line(file.lines()), "", conflict.message()));
        Stream<LintFinding> unknown =
                claims.unknown(owner, replaces).stream().map(problem -> new LintFinding(file.name(), 1, "", problem));
        return Stream.concat(taken, unknown).toList();
    }

    /** A source that is code may have more paths: they name its converter. */
    private static boolean anotherPath(Conflict conflict, RouteFile file) {
        return conflict.wanted().kind() == Claim.Kind.SOURCE
                && !nameOf(conflict.owner().place()).isEmpty()
                && String.join("\n", file.lines()).contains(conflict.wanted().name() + "AlarmConverter");
    }

    private static Stream<Claim> source(JsonNode from, DeclaredSettings settings) {
        String name = EndpointName.of(from, settings);
        if (name.startsWith(DIRECT)) {
            return Stream.of(new Claim(Claim.Kind.ENDPOINT, name));
        }
        boolean contract =
                from.path("parameters").path("platformHttpEngine").asText().endsWith(CONTRACT);
        return name.startsWith(HTTP) && !contract
                ? Claim.paths(
                        settings.resolve(from.path("parameters")
                                .path("httpMethodRestrict")
                                .asText("")),
                        name.substring(HTTP.length()))
                : Stream.of();
    }

    private static Optional<Claim> source(JsonNode bean) {
        String source = bean.path("properties").path("source").asText("");
        return source.isEmpty() || !bean.path("type").asText().endsWith(ALARM_ENDPOINT)
                ? Optional.empty()
                : Optional.of(new Claim(Claim.Kind.SOURCE, source));
    }

    /** The direct endpoint of a channel that is code is named by its type. */
    private static Optional<Claim> channel(PlannedRoute route) {
        String name = route.given().getOrDefault("name", "");
        return route.template().equals("channel-send") && name.startsWith(CHANNEL) && !name.equals(CHANNEL + "mapped")
                ? Optional.of(new Claim(Claim.Kind.CHANNEL, name.substring(CHANNEL.length())))
                : Optional.empty();
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}

package routes.extension.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file is one flow, or one kind of work of several flows, then with a name of one word: at most two screens long, begun by a
 * comment, a comment above each route.
 */
final class FileRule implements LintRule {
    private static final int TWO_SCREENS = 150;
    private static final Pattern NAME = Pattern.compile("_?[a-z0-9]+(-[a-z0-9]+)*\\.camel\\.yaml");
    private static final Pattern ROUTE = Pattern.compile("- (route|routeConfiguration):.*");

    @Override
    public Stream<LintFinding> findings(RouteProject project) {
        return project.files().stream().flatMap(FileRule::ofFile);
    }

    private static Stream<LintFinding> ofFile(RouteFile file) {
        List<LintFinding> found = new ArrayList<>();
        if (!NAME.matcher(file.name()).matches()) {
            found.add(file.finding(
                    "name", "a route file is named <area>-<flow>.camel.yaml, or <word>.camel.yaml for several areas"));
        }
        if (file.lines().size() > TWO_SCREENS) {
            found.add(file.finding(
                    "length",
                    file.lines().size() + " lines do not fit two screens (" + TWO_SCREENS + "): split the flow"));
        }
        if (!file.entries().isArray()) {
            found.add(file.finding("/", "a route file is a list of routes"));
        }
        if (file.lines().isEmpty() || !file.lines().get(0).startsWith("#")) {
            found.add(file.finding("line 1", "a comment at the top says what the flow is for"));
        }
        for (int i = 1; i < file.lines().size(); i++) {
            if (ROUTE.matcher(file.lines().get(i)).matches()
                    && !file.lines().get(i - 1).startsWith("#")) {
                found.add(file.finding("line " + (i + 1), "a comment line right above says the role of the route"));
            }
        }
        return found.stream();
    }
}

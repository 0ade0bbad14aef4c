package routes.extension.lint;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A step that leaves the process says in its id where it goes; where it goes is never taken from a message. */
final class OutgoingStepRule implements LintRule {
    private static final Set<String> SENDING = Set.of("to", "toD", "wireTap", "enrich", "poll", "pollEnrich");
    private static final Set<String> INSIDE =
            Set.of("direct", "seda", "log", "bean", "class", "controlbus", "ref", "stub", "mock", "dataset");
    private static final Pattern ID = Pattern.compile("to-[a-z0-9]+-[a-z0-9-]+");

    @Override
    public Stream<LintFinding> findings(RouteProject project) {
        return project.files().stream().flatMap(file -> YamlNode.steps("", file.entries())
                .filter(step -> SENDING.contains(step.key()))
                .flatMap(step -> ofStep(file, step)));
    }

    private static Stream<LintFinding> ofStep(RouteFile file, YamlNode step) {
        if ("toD".equals(step.key()) && step.text("uri").contains("${")) {
            return Stream.of(
                    file.finding(step.path(), "the target of toD comes from the message: " + step.text("uri")));
        }
        if (INSIDE.contains(step.text("uri")) || ID.matcher(step.text("id")).matches()) {
            return Stream.of();
        }
        return Stream.of(file.finding(
                step.path(),
                "a step that leaves the process has the id to-<system>-<what>, not '" + step.text("id") + "'"));
    }
}

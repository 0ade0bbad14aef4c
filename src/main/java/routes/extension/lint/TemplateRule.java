package routes.extension.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A template describes its parameters; an instance names a template that exists and gives the parameters that it requires. */
final class TemplateRule implements LintRule {
    @Override
    public Stream<LintFinding> findings(RouteProject project) {
        Stream<LintFinding> templates = project.files().stream()
                .flatMap(file -> file.entries("routeTemplate").flatMap(template -> parameters(file, template)));
        Stream<LintFinding> instances = project.files().stream()
                .flatMap(file -> file.entries("templatedRoute").flatMap(instance -> instance(project, file, instance)));
        return Stream.concat(templates, instances);
    }

    private static Stream<LintFinding> parameters(RouteFile file, JsonNode template) {
        return elements(template.path("parameters"))
                .filter(parameter -> parameter.path("description").asText("").isBlank())
                .map(parameter -> file.finding(
                        template.path("id").asText(),
                        "the parameter " + parameter.path("name").asText() + " has no description"));
    }

    private static Stream<LintFinding> instance(RouteProject project, RouteFile file, JsonNode instance) {
        String id = instance.path("routeId").asText();
        return project.template(instance)
                .map(template -> values(file, id, instance, template))
                .orElseGet(() -> Stream.of(file.finding(
                        id,
                        "there is no routeTemplate "
                                + instance.path("routeTemplateRef").asText())));
    }

    private static Stream<LintFinding> values(RouteFile file, String id, JsonNode instance, JsonNode template) {
        Set<String> given = new HashSet<>();
        instance.path("parameters")
                .forEach(value -> given.add(value.path("name").asText()));
        Set<String> known = new HashSet<>();
        template.path("parameters")
                .forEach(value -> known.add(value.path("name").asText()));
        Stream<LintFinding> missing = elements(template.path("parameters"))
                .filter(parameter -> !parameter.has("defaultValue")
                        && parameter.path("required").asBoolean(true))
                .map(parameter -> parameter.path("name").asText())
                .filter(name -> !given.contains(name))
                .map(name -> file.finding(id, "the template needs the parameter " + name));
        Stream<LintFinding> strange = given.stream()
                .filter(name -> !known.contains(name))
                .map(name -> file.finding(id, "the template has no parameter " + name));
        return Stream.concat(missing, strange);
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}

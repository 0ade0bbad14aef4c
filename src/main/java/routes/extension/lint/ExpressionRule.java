package routes.extension.lint;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Language;

/** Every expression can be compiled by its language, in a context of its own that never starts. */
final class ExpressionRule implements LintRule {
    /** Keys whose value is a text of a language; those of {@code log} and {@code toD} are simple. */
    private static final Map<String, String> LANGUAGES =
            Map.of("simple", "simple", "jq", "jq", "xpath", "xpath", "log", "simple", "toD", "simple");

    private static final Map<String, String> FIELDS = Map.of("log", "message", "toD", "uri");
    private static final Pattern CONDITION =
            Pattern.compile(".*/(?:when/\\d+|filter|validate|onWhen)(?:/expression)?/\\w+");
    private static final Pattern SETTING = Pattern.compile("\\{\\{[^}]*}}");

    /** Made at the first expression: most runs of commands need none. */
    private static final class Languages {
        private static final CamelContext CONTEXT = new DefaultCamelContext();

        private static Language named(String name) {
            return CONTEXT.resolveLanguage(name);
        }
    }

    @Override
    public Stream<LintFinding> findings(RouteProject project) {
        return project.routes().flatMap(route -> YamlNode.all("", route.route())
                .filter(node -> LANGUAGES.containsKey(node.key()))
                .filter(node -> project.has("language", Objects.requireNonNull(LANGUAGES.get(node.key()))))
                .flatMap(node -> problem(node).map(route::finding).stream()));
    }

    private static Optional<String> problem(YamlNode node) {
        String text = node.value().isTextual()
                ? node.value().asText()
                : node.text(FIELDS.getOrDefault(node.key(), "expression"));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Language language = Languages.named(Objects.requireNonNull(LANGUAGES.get(node.key())));
            String plain = SETTING.matcher(text).replaceAll("1");
            if (CONDITION.matcher(node.path()).matches()) {
                language.createPredicate(plain);
            } else {
                language.createExpression(plain);
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(node.key() + ": " + text + ": " + firstLine(e));
        }
    }

    private static String firstLine(RuntimeException e) {
        return Objects.requireNonNullElse(e.getMessage(), e.toString())
                .lines()
                .findFirst()
                .orElse("it cannot be compiled");
    }
}

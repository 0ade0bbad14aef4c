package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.wiring.Setting;
import routes.wiring.SettingsGuide;

/** The files of {@code deploy/} speak of metrics, settings and runbooks that exist. */
@Tag("slow")
class DeploymentFilesTest {
    private static final Path DEPLOY = Path.of("deploy");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern METRIC = Pattern.compile("\\b(veaiops|jvm|process|system)_[a-z_]+");
    private static final Pattern VARIABLE = Pattern.compile("\\bVEAIOPS_[A-Z_]+");

    @ParameterizedTest
    @ValueSource(strings = {"prometheus/rules.yaml", "prometheus/rules-test.yaml", "grafana/veaiops.json"})
    void a_metric_of_a_rule_or_panel_is_in_the_guide(String file) throws IOException {
        Set<String> known = found(METRIC, Path.of("docs/operations.md"));

        assertThat(found(METRIC, DEPLOY.resolve(file))).hasSizeGreaterThan(5).allSatisfy(name -> assertThat(known)
                .contains(name.replaceAll("_(bucket|count|sum|max)$", "")));
    }

    @Test
    void every_alert_has_its_runbook_and_a_test() throws IOException {
        JsonNode rules = YAML.readTree(DEPLOY.resolve("prometheus/rules.yaml").toFile());
        List<JsonNode> alerts = rules.findParents("alert");
        String tests = Files.readString(DEPLOY.resolve("prometheus/rules-test.yaml"));
        List<String> runbooks = Files.readAllLines(Path.of("docs/runbooks.md")).stream()
                .filter(line -> line.startsWith("## Veaiops"))
                .map(line -> line.substring(3))
                .toList();

        assertThat(alerts)
                .extracting(alert -> alert.path("alert").asText())
                .containsExactlyElementsOf(runbooks)
                .allSatisfy(name -> assertThat(tests).contains(name));
        assertThat(alerts).allSatisfy(alert -> assertThat(
                        alert.at("/annotations/runbook_url").asText())
                .isEqualTo("docs/runbooks.md#" + alert.path("alert").asText().toLowerCase(Locale.ROOT)));
    }

    @Test
    void prometheus_own_tool_holds_the_rules_to_their_tests() throws Exception {
        assumeThat(Path.of("/usr/bin/promtool"))
                .as("promtool of Debian's package prometheus")
                .exists();

        Process tool = new ProcessBuilder("promtool", "test", "rules", "deploy/prometheus/rules-test.yaml")
                .redirectErrorStream(true)
                .start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(tool.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(tool.exitValue()).as(said).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env.example",
                "compose.yaml",
                "docker/healthy",
                "helm/veaiops/values.yaml",
                "helm/veaiops/templates/deployment.yaml"
            })
    void a_variable_of_the_environment_is_a_setting(String file) throws IOException {
        Set<String> known = SettingsGuide.settings().stream()
                .map(Setting::environmentVariable)
                .collect(Collectors.toSet());

        assertThat(found(VARIABLE, DEPLOY.resolve(file)))
                .isNotEmpty()
                .filteredOn(name -> !name.endsWith("_"))
                .isSubsetOf(known);
    }

    @Test
    void the_values_of_the_chart_keep_to_their_schema() throws IOException {
        Path chart = DEPLOY.resolve("helm/veaiops");
        JsonNode values = YAML.readTree(chart.resolve("values.yaml").toFile());
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(JSON.readTree(chart.resolve("values.schema.json").toFile()));

        assertThat(schema.validate(values)).isEmpty();
        ((ObjectNode) values).put("replicas", 0).put("replica", 2);
        assertThat(schema.validate(values)).hasSize(2);
    }

    @Test
    void the_chart_and_compose_use_the_ports_and_probes_of_the_hub() throws IOException {
        String deployment = Files.readString(DEPLOY.resolve("helm/veaiops/templates/deployment.yaml"));
        String dockerfile = Files.readString(DEPLOY.resolve("docker/Dockerfile"));

        assertThat(port("veaiops.http.port")).isEqualTo("8080");
        assertThat(port("veaiops.management.port")).isEqualTo("9876");
        assertThat(deployment).contains("containerPort: 8080", "containerPort: 9876", "/observe/health/ready");
        assertThat(dockerfile).contains("EXPOSE 8080 9876", "USER 10001");
    }

    private static String port(String name) {
        return SettingsGuide.settings().stream()
                .filter(setting -> setting.name().equals(name))
                .map(Setting::standard)
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> found(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import routes.alarm.Level;
import routes.common.json.Json;
import routes.common.security.Secret;
import routes.datasource.Account;
import routes.datasource.DataSource;
import routes.datasource.DesiredRule;
import routes.datasource.PlatformCall;
import routes.datasource.PlatformQuestion;
import routes.datasource.RuleBlock;
import routes.datasource.RuleOrder;
import routes.datasource.Source;
import routes.fakes.FakePrometheus;

/** Rules that are written to its folder. */
abstract class PrometheusFileArranged extends PrometheusServer {
    static final String ID = "65a000000000000000000001";
    /** Of a process that ends before its next call. */
    DataSource ending() {
        return subject(new PlatformCall() {
            @Override
            public <T> T ask(PlatformQuestion<T> question) {
                throw new IllegalStateException("the process ends");
            }
        });
    }

    Source cpu() {
        return cpu("");
    }

    Source cpu(String folder) {
        Map<String, String> fields = new HashMap<>();
        fields.put("prometheus_url", prometheus.url());
        fields.put("prometheus_user", FakePrometheus.USER);
        fields.put("prometheus_rule_folder", folder);
        Account account = new Account(
                "65a0000000000000000000c1",
                "Prometheus",
                fields,
                Map.of("prometheus_password", Secret.of(FakePrometheus.PASSWORD)));
        ObjectNode config = Json.mapper()
                .createObjectNode()
                .put("metric_name", "node_load1")
                .put("expression", "$metric");
        return new Source(ID, "cpu", account, config, Duration.ofSeconds(60), ZoneOffset.UTC);
    }

    List<DesiredRule> drafted(Source source, double upper) {
        RuleBlock block = new RuleBlock(
                6,
                18,
                new RuleBlock.Bound(upper, Duration.ofMinutes(3)),
                new RuleBlock.Bound(5, Duration.ofMinutes(5)));
        List<RuleOrder.Series> series = List.of("web1", "web10").stream()
                .map(host -> new RuleOrder.Series(
                        "node_load1", "node_load1|instance=" + host, Map.of("instance", host), List.of(block)))
                .toList();
        RuleOrder.Policy policy = new RuleOrder.Policy(Level.P1, List.of(), List.of(), null, List.of("shop"));
        return subject.draftRules(source, new RuleOrder(series, policy)).rules();
    }

    int writes() {
        return prometheus.calls("/-/reload").size();
    }

    Path file() {
        return rules.resolve("veaiops-" + ID + ".yaml");
    }

    /** A person switches the rules of the file off. */
    void switchOff() throws IOException {
        Files.writeString(file(), Files.readString(file()).replaceAll("(expr: .*)", "$1 unless on() vector(1)"));
    }
}

package routes.datasource.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.alarm.Level;
import routes.common.json.Json;
import routes.common.security.Secret;
import routes.datasource.Account;
import routes.datasource.DataSource;
import routes.datasource.DesiredRule;
import routes.datasource.PlatformCall;
import routes.datasource.RuleBlock;
import routes.datasource.RuleOrder;
import routes.datasource.SeriesRange;
import routes.datasource.Source;
import routes.fakes.FakePrometheus;
import routes.kits.DataSourceContract;
import routes.kits.DataSourceSubject;
import routes.kits.LoopContract;
import routes.kits.PlatformRoute;
import routes.kits.RuleLoop;
import routes.threshold.rule.RuleAction;
import routes.threshold.rule.RuleSync;
import routes.threshold.rule.SyncRecord;

/** A Prometheus for the kit and for what is special about it. */
abstract class PrometheusArranged extends DataSourceContract {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    static final Instant NOW = PrometheusServer.NOW;
    static PlatformRoute route;

    @TempDir
    Path rules;

    FakePrometheus prometheus;
    PrometheusDataSource subject;

    @BeforeAll
    static void open() {
        route = PlatformRoute.start("prometheus");
    }

    @AfterAll
    static void shut() {
        route.close();
    }

    @BeforeEach
    void arrange() {
        prometheus = PrometheusServer.ofTwoHosts(rules);
        subject = subject(Optional.of(rules));
        prometheus.addSeries(Map.of("__name__", "odd", "instance", "a"), time -> time % 120 == 0 ? Double.NaN : 1);
    }

    PrometheusDataSource subject(Optional<Path> directory) {
        return PrometheusServer.subject(directory, route.calls());
    }

    @Nested
    class Loop extends LoopContract {
        @Override
        protected DataSourceSubject subject() {
            return PrometheusArranged.this;
        }

        @Override
        protected DataSource process(UnaryOperator<PlatformCall> watch) {
            return PrometheusServer.subject(Optional.of(rules), watch.apply(route.calls()));
        }

        @Override
        protected void changeByHand(String remoteId) {
            change(remoteId, rule -> rule.put("for", "9m"));
        }

        @Test
        void a_sync_is_one_reload_and_a_plan_is_none() {
            RuleLoop.Place place = learned("cpu");
            RuleSync sync = loop.sync("one", process(calls -> calls));
            int before = writes();

            int wanted = sync.plan(order(place)).rules().size();
            assertThat(writes()).isEqualTo(before);
            SyncRecord record = sync.sync(order(place), false);

            assertThat(record.count(RuleAction.CREATE)).isEqualTo(wanted).isGreaterThan(1);
            assertThat(writes()).isEqualTo(before + 1);
        }

        @Override
        protected void answerTooLate() {
            prometheus.nextLate(Duration.ofSeconds(5));
            route.hurryNext();
        }
    }

    @AfterEach
    void closeFake() {
        prometheus.close();
    }

    @Override
    protected DataSource dataSource() {
        return subject;
    }

    @Override
    protected ObjectNode config(String name) {
        return Json.mapper()
                .createObjectNode()
                .put("name", name)
                .put("connect_name", "prometheus")
                .put("metric_name", "node_load1")
                .put("expression", "$metric");
    }

    @Override
    protected Account account() {
        return account(FakePrometheus.PASSWORD);
    }

    @Override
    protected Account strangerAccount() {
        return account("guessed-wrong");
    }

    private Account account(String password) {
        return new Account(
                "65a0000000000000000000c1",
                "Prometheus",
                Map.of("prometheus_url", prometheus.url() + "/", "prometheus_user", FakePrometheus.USER),
                Map.of("prometheus_password", Secret.of(password)));
    }

    @Override
    protected SeriesRange range() {
        return new SeriesRange(START, START.plus(Duration.ofHours(40)));
    }

    @Override
    protected RuleOrder order(double upper) {
        RuleBlock block = new RuleBlock(
                6,
                18,
                new RuleBlock.Bound(upper, Duration.ofMinutes(3)),
                new RuleBlock.Bound(5, Duration.ofMinutes(5)));
        return new RuleOrder(
                List.of("web1", "web10").stream()
                        .map(host -> new RuleOrder.Series(
                                "node_load1", "node_load1|instance=" + host, Map.of("instance", host), List.of(block)))
                        .toList(),
                new RuleOrder.Policy(Level.P1, List.of(), List.of(), null, List.of("shop")));
    }

    @Override
    protected String handMadeRule(Source source, DesiredRule like) {
        String id = "by-hand-" + UUID.randomUUID();
        edit(
                rules.resolve(id + ".yaml"),
                "groups:\n- name: mine\n  rules:\n  - alert: " + like.name() + "\n    expr: up == 0\n");
        return id;
    }

    @Override
    protected boolean hasRule(String remoteId) {
        if (remoteId.startsWith("by-hand-")) {
            return Files.exists(rules.resolve(remoteId + ".yaml"));
        }
        String[] parts = remoteId.split("/");
        Path file = rules.resolve("veaiops-" + parts[0] + ".yaml");
        return Files.exists(file) && text(file).contains(parts[1]);
    }

    @Override
    protected void switchOff(String remoteId) {
        change(remoteId, rule -> rule.put("expr", rule.path("expr").asText() + " unless on() vector(1)"));
    }

    /** A person edits the file. */
    private void change(String remoteId, Consumer<ObjectNode> change) {
        String[] parts = remoteId.split("/");
        Path path = rules.resolve("veaiops-" + parts[0] + ".yaml");
        YAMLMapper yaml = new YAMLMapper();
        try {
            JsonNode file = yaml.readTree(text(path));
            file.path("groups").path(0).path("rules").forEach(rule -> {
                if (rule.path("labels").path("veaiops_rule").asText().equals(parts[1])) {
                    change.accept((ObjectNode) rule);
                }
            });
            edit(path, yaml.writeValueAsString(file));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void edit(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void throttle(int times) {
        prometheus.throttle(times);
    }

    @Override
    protected void breakDown(int times) {
        prometheus.breakDown(times);
    }

    @Override
    protected int writes() {
        return prometheus.calls("/-/reload").size();
    }
}

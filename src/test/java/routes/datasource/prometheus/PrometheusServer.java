package routes.datasource.prometheus;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import routes.datasource.PlatformCall;
import routes.datasource.Quota;
import routes.fakes.FakePrometheus;
import routes.kits.PlatformRoute;

/** A Prometheus that reads a folder of rule files, has a metric of two hosts, and is asked over its route. */
abstract class PrometheusServer {
    static final Instant NOW = Instant.parse("2026-03-08T00:00:00Z");
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
        prometheus = ofTwoHosts(rules);
        subject = subject(route.calls());
    }

    @AfterEach
    void closeFake() {
        prometheus.close();
    }

    PrometheusDataSource subject(PlatformCall calls) {
        return subject(Optional.of(rules), calls);
    }

    static FakePrometheus ofTwoHosts(Path rules) {
        FakePrometheus prometheus = new FakePrometheus(rules);
        for (String host : List.of("web1", "web10")) {
            prometheus.addSeries(Map.of("__name__", "node_load1", "instance", host), time -> time % 300 / 10.0);
        }
        return prometheus;
    }

    static PrometheusDataSource subject(Optional<Path> rules, PlatformCall calls) {
        return new PrometheusDataSource(calls, new Quota(1000, 4), rules, Clock.fixed(NOW, ZoneOffset.UTC));
    }
}

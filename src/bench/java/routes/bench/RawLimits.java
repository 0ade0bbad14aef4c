package routes.bench;

import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bson.Document;

/** What the parts reach alone, on the same machine, driven by the same generator. */
final class RawLimits {
    private static final int RECORD_BYTES = 1_200;

    private final BenchSettings settings;
    private final Report report;
    private double echo;
    private double alertmanagerRepeats;
    private double alertmanagerDistinct;
    private double alertmanagerTens;
    private double upserts;

    RawLimits(BenchSettings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void measure(String brokers) throws Exception {
        report.part("Raw limits, 32 connections or callers");
        measureAlertmanager();
        measureEcho();
        double sends = KafkaCeiling.sendsPerSecond(brokers, RECORD_BYTES, settings);
        report.row("Kafka `send().get()`, 32 threads, acks=all, linger 0", Report.number(sends) + " /s");
    }

    /** @param like an event as the application stored it */
    void measureStore(MongoClient client, Document like) {
        upserts = StoreCeiling.upsertsPerSecond(client, like, settings);
        report.row("store: upserts of events in bulks of 100", Report.number(upserts) + " /s");
    }

    private void measureEcho() {
        int port = RunningServer.freePort();
        List<String> command = RunningServer.java(EchoServer.class, Application.jvmFlags(), Integer.toString(port));
        Path log = settings.folder().resolve("echo.log");
        try (RunningServer server = RunningServer.start(
                log, port, command, at -> Http.post(at, "/echo", "", "{}").statusCode() == 200)) {
            RequestTemplate template = Payloads.echo();
            LoadGenerator.run(Load.closed(port, template, Payloads.repeating(template), settings.warmUpOfPart()));
            LoadResult result = phase(port, template, 0);
            echo = result.perSecond();
            report.row(
                    "Camel platform-http + Jackson read and write",
                    Report.number(echo) + " /s, " + Report.latency(result));
        }
    }

    private void measureAlertmanager() throws IOException {
        if (!Alertmanager.installed()) {
            report.row("Alertmanager", "not installed");
            return;
        }
        try (RunningServer server = Alertmanager.start(settings.folder().resolve("alertmanager"))) {
            RequestTemplate one = Payloads.alertmanager(1);
            RequestTemplate ten = Payloads.alertmanager(Payloads.PER_POST);
            int port = server.port();
            LoadGenerator.run(Load.closed(port, one, Payloads.repeating(one), Duration.ofSeconds(2)));
            alertmanagerRepeats = alertmanager("2,000 fingerprints", phase(port, one, 0), 1);
            alertmanagerTens = alertmanager("ten alerts a post", phase(port, ten, 0), Payloads.PER_POST);
            alertmanagerDistinct = alertmanager("all distinct", phase(port, one, 1_000_000), 1);
        }
    }

    private double alertmanager(String what, LoadResult result, int alerts) {
        double perSecond = result.perSecond() * alerts;
        report.row("Alertmanager, " + what, Report.number(perSecond) + " /s, " + Report.latency(result));
        return perSecond;
    }

    /** @param first 0: repeating keys */
    private LoadResult phase(int port, RequestTemplate template, long first) {
        return LoadGenerator.run(Load.closed(
                port,
                template,
                first == 0 ? Payloads.repeating(template) : Payloads.distinct(template, first),
                settings.phase()));
    }

    double echo() {
        return echo;
    }

    double alertmanagerRepeats() {
        return alertmanagerRepeats;
    }

    double alertmanagerDistinct() {
        return alertmanagerDistinct;
    }

    double alertmanagerTens() {
        return alertmanagerTens;
    }

    double upserts() {
        return upserts;
    }
}

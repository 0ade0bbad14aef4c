package routes.bench;

import com.mongodb.client.MongoClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** What the parts reach alone, on the same machine, driven by the same generator. */
final class RawLimits {
    private static final int RECORD_BYTES = 1_200;

    private final BenchSettings settings;
    private final Report report;
    private double echo;
    private final Spread upserts = new Spread();

    RawLimits(BenchSettings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void measure(String brokers) throws Exception {
        report.part("Raw limits, 32 connections or callers");
        measureEcho();
        double sends = KafkaCeiling.sendsPerSecond(brokers, RECORD_BYTES, settings);
        report.row("Kafka `send().get()`, 32 threads, acks=all, linger 0", Report.number(sends) + " /s");
    }

    void warmUpStore(MongoClient client, Document like) {
        StoreCeiling.upsertsPerSecond(client, like, settings.warmUpOfPart());
    }

    /** @param like an event as the application stored it */
    void measureStore(MongoClient client, Document like) {
        upserts.add(StoreCeiling.upsertsPerSecond(client, like, settings.phase().dividedBy(2)));
    }

    void reportStore() {
        report.atLeast("store: upserts of events in bulks of 100", upserts, 0, "");
    }

    private void measureEcho() {
        int port = RunningServer.freePort();
        List<String> flags = new ArrayList<>(Application.jvmFlags());
        flags.add("-XX:+UseSerialGC"); // as the script starts the application
        List<String> command = RunningServer.java(EchoServer.class, flags, Integer.toString(port));
        Path log = settings.folder().resolve("echo.log");
        try (RunningServer server = RunningServer.start(
                log, port, command, at -> Http.post(at, "/echo", "", "{}").statusCode() == 200)) {
            RequestTemplate template = Payloads.echo();
            LoadGenerator.run(Load.closed(port, template, Payloads.repeating(template), settings.warmUpOfPart()));
            LoadResult result =
                    LoadGenerator.run(Load.closed(port, template, Payloads.repeating(template), settings.phase()));
            echo = result.perSecond();
            report.row(
                    "Camel platform-http + Jackson read and write",
                    Report.number(echo) + " /s, " + Report.latency(result));
        }
    }

    double echo() {
        return echo;
    }

    Spread upserts() {
        return upserts;
    }
}

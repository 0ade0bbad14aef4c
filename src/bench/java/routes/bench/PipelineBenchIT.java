package routes.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.dev.EmbeddedKafka;
import routes.dev.EmbeddedMongo;

@Tag("bench")
class PipelineBenchIT {
    private static final double MOST_SLOWDOWN = 0.9;

    private final BenchSettings settings = BenchSettings.given();
    private final Report report = new Report();
    private final RawLimits limits = new RawLimits(settings, report);
    private Rounds empty;
    private ProcessorCost cost;
    private Runnable storeAtRest;

    @Test
    void the_whole_way_from_post_to_webhook_is_measured() throws Exception {
        Path folder = RunningServer.emptied(settings.folder());
        try (RunningServer kafka = server(EmbeddedKafka.class, folder.resolve("kafka"));
                RunningServer mongo = server(EmbeddedMongo.class, folder.resolve("mongodb"))) {
            String brokers = "127.0.0.1:" + kafka.port();
            if (!settings.onlyDelivery()) {
                limits.measure(brokers);
            }
            String uri = "mongodb://127.0.0.1:" + mongo.port();
            try (MongoClient client = MongoClients.create(uri);
                    WebhookSink sink = new WebhookSink();
                    Application application = Application.start(
                            folder.resolve("application.log"), brokers, uri + "/" + Pipeline.DATABASE)) {
                storeAtRest = mongo::rest;
                cost = new ProcessorCost(application::processorTime, kafka::processorTime, mongo::processorTime);
                measure(new Pipeline(application, sink, settings), application, new Store(client), client);
            }
        }
        BenchmarkPage.publish(report.table(), settings);
    }

    private void measure(Pipeline pipeline, Application application, Store store, MongoClient client)
            throws IOException {
        long readyBytes = application.residentBytes();
        Duration start = application.processorTime();
        pipeline.first();
        double idle = idle(application);
        Document event = store.anEvent();
        if (!settings.onlyDelivery()) {
            limits.measureStore(client, event);
        }
        pipeline.warmUp();
        store.empty();
        if (!settings.onlyDelivery()) {
            intake(pipeline, store);
        }
        delivery(pipeline, store);
        if (!settings.onlyDelivery()) {
            full(pipeline, store, event);
        }
        report.part("The process");
        report.row("start to ready", String.format("%.1f s", application.startSeconds()));
        report.row("start to ready: processor time", String.format("%.1f s", start.toMillis() / 1000.0));
        report.row("idle: share of a core", String.format("%.1f %%", idle));
        report.row("resident memory, ready", Report.number(readyBytes / 1048576.0) + " MB");
        report.row("resident memory, after all this", Report.number(application.residentBytes() / 1048576.0) + " MB");
    }

    /** What it uses while nothing is asked of it, once what a start leaves to the compilers is done. */
    private double idle(Application application) {
        wait(settings.idle().dividedBy(2));
        Duration before = application.processorTime();
        wait(settings.idle());
        return 100.0
                * application.processorTime().minus(before).toNanos()
                / settings.idle().toNanos();
    }

    private static void wait(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
    }

    private void delivery(Pipeline pipeline, Store store) throws IOException {
        report.part("Delivery to a local webhook, through one subscription");
        store.empty();
        pipeline.subscribe();
        pipeline.warmUpDelivery();
        pipeline.deliveredPerSecond();
        cost.begin();
        report.atLeast(
                "delivered notices, a burst of " + Report.number(settings.deliveries()),
                pipeline.deliveredPerSecond(),
                800,
                "fixed");
        report.row("delivered notices: processor time of one", cost.of(settings.deliveries()));
        pipeline.warmUpLatency();
        store.empty();
        latency("no stored events", pipeline);
    }

    private void intake(Pipeline pipeline, Store store) {
        report.part("Intake and merge, 32 connections, no stored events at the start; in turn with Alertmanager");
        Turns turns = turns(store::empty);
        Rounds repeats = accepted("(a) 2,000 fingerprints", turns.compared(pipeline::repeats, 1, false));
        againstEcho("(a)", repeats);
        merged("(a)", repeats, 0);
        empty = accepted("(b) all distinct", turns.compared(pipeline::allDistinct, 1, true));
        report.row("(b) all distinct: processor time of one", turns.cost());
        againstEcho("(b)", empty);
        merged("(b)", empty, 0.6 * limits.upserts());
        Rounds mapped = turns.alone(pipeline::mapped);
        report.atLeast(
                "(b) from a source that is a jq mapping: alarms accepted",
                mapped.acceptedPerSecond(),
                0.6 * empty.acceptedPerSecond(),
                "0.6 × (b)");
        report.row("(b) from a jq mapping: acks", mapped.latency());
        Rounds tens = accepted("(c) ten resources a post", turns.compared(pipeline::tens, Payloads.PER_POST, false));
        merged("(c)", tens, 0);
    }

    private Turns turns(Runnable before) {
        return new Turns(
                settings,
                () -> {
                    before.run();
                    storeAtRest.run();
                },
                cost);
    }

    private void againstEcho(String what, Rounds rounds) {
        report.atLeast(
                what + " accepted, against the echo",
                rounds.acceptedPerSecond(),
                0.35 * limits.echo(),
                "0.35 × Camel echo");
    }

    private void full(Pipeline pipeline, Store store, Document event) {
        long stored = store.events(settings.stored(), event);
        report.part("With " + Report.number(stored) + " stored events");
        latency("stored events", pipeline);
        store.subscribed(false);
        compared("stored events", turns(() -> {}).alone(pipeline::allDistinct));
        report.part("With " + Report.number(settings.subscriptions()) + " subscriptions as well");
        store.subscriptions(settings.subscriptions());
        store.subscribed(true);
        pipeline.awaitSubscribed();
        latency("subscriptions", pipeline);
        store.subscribed(false);
        compared("subscriptions", turns(() -> {}).alone(pipeline::allDistinct));
    }

    private void compared(String what, Rounds now) {
        report.row("(b) acks with " + what, now.latency());
        report.atLeast(
                "(b) accepted with " + what,
                now.acceptedPerSecond(),
                MOST_SLOWDOWN * empty.acceptedPerSecond(),
                "0.9 × without");
        report.atLeast(
                "(b) merged from first post to last merge, with " + what,
                now.wholePerSecond(),
                MOST_SLOWDOWN * empty.wholePerSecond(),
                "0.9 × without");
        report.atLeast(
                "(b) merged, backlog alone, with " + what,
                now.drainPerSecond(),
                MOST_SLOWDOWN * empty.drainPerSecond(),
                "0.9 × without");
    }

    private Rounds accepted(String what, Turns.Result result) {
        Rounds ours = result.ours();
        report.row(what + ": acks", ours.latency());
        if (result.theirs().all().isEmpty()) {
            report.row(what + ": alarms accepted", Report.number(ours.acceptedPerSecond()) + " /s");
            return ours;
        }
        double theirs = result.theirs().acceptedPerSecond();
        report.row(
                what + ": Alertmanager",
                Report.number(theirs) + " /s, " + result.theirs().latency());
        report.atLeast(what + ": alarms accepted", ours.acceptedPerSecond(), 0.5 * theirs, "0.5 × Alertmanager");
        report.row(what + ": slowest and fastest phase", ours.spread());
        report.row(
                what + ": slowest and fastest phase of Alertmanager",
                result.theirs().spread());
        return ours;
    }

    private void merged(String what, Rounds intake, double target) {
        report.atLeast(
                what + " merged, from first post to last merge", intake.wholePerSecond(), target, "0.6 × raw upserts");
        report.atLeast(what + " merged, backlog alone", intake.drainPerSecond(), target, "0.6 × raw upserts");
    }

    private void latency(String what, Pipeline pipeline) {
        storeAtRest.run();
        cost.begin();
        Histogram latency;
        String stalls;
        try (Stalls machine = new Stalls()) {
            latency = pipeline.postToWebhook();
            stalls = "p99 " + Report.millis(machine.millisAt(99)) + ", longest " + Report.millis(machine.millisAt(100));
        }
        report.row(
                "post to webhook at 200 alarms/s, " + what + ": processor time of one",
                cost.of(latency.getTotalCount()));
        report.row("the machine meanwhile: how late a sleep of 1 ms ends", stalls);
        report.row(
                "post to webhook at 200 alarms/s, " + what + ": p50",
                Report.millis(latency.getValueAtPercentile(50) / 1000.0));
        report.atMost(
                "post to webhook at 200 alarms/s, " + what + ": p99",
                latency.getValueAtPercentile(99) / 1000.0,
                100,
                "");
    }

    private RunningServer server(Class<?> main, Path data) {
        int port = RunningServer.freePort();
        List<String> command = RunningServer.java(
                main, Application.serverJvmFlags(), "--port", Integer.toString(port), "--data", data.toString());
        return RunningServer.start(
                settings.folder().resolve(main.getSimpleName() + ".log"), port, command, PipelineBenchIT::listens);
    }

    private static boolean listens(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        }
    }
}

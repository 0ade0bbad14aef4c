package routes.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.dev.EmbeddedKafka;
import routes.dev.EmbeddedMongo;

@Tag("bench")
class PipelineBenchIT {
    private final BenchSettings settings = BenchSettings.given();
    private final Report report = new Report();
    private final RawLimits limits = new RawLimits(settings, report);
    private final ProcessRows process = new ProcessRows(settings, report);

    @Test
    void the_whole_way_from_post_to_webhook_is_measured() throws Exception {
        try {
            measure(RunningServer.emptied(settings.folder()));
        } finally {
            BenchmarkPage.publish(report.table(), settings);
        }
    }

    private void measure(Path folder) throws Exception {
        Application.archive();
        try (RunningServer kafka = server(EmbeddedKafka.class, folder.resolve("kafka"));
                RunningServer mongo = server(EmbeddedMongo.class, folder.resolve("mongodb"))) {
            String brokers = "127.0.0.1:" + kafka.port();
            String uri = "mongodb://127.0.0.1:" + mongo.port();
            String database = uri + "/" + Pipeline.DATABASE;
            if (!settings.onlyDelivery()) {
                limits.measure(brokers);
                process.starts(brokers, database);
            }
            try (MongoClient client = MongoClients.create(uri);
                    WebhookSink sink = new WebhookSink();
                    Application application = Application.start(folder.resolve("application.log"), brokers, database)) {
                ProcessorCost cost =
                        new ProcessorCost(application::processorTime, kafka::processorTime, mongo::processorTime);
                Pipeline pipeline = new Pipeline(application, sink, settings);
                Bench bench = new Bench(settings, report, pipeline, new Store(client), mongo::rest, cost);
                measure(bench, application, client);
            }
        }
    }

    private void measure(Bench bench, Application application, MongoClient client) throws IOException {
        bench.pipeline().first();
        if (settings.onlyDelivery()) {
            bench.pipeline().warmUp();
            bench.pipeline().subscribe();
            new DeliveryRows(bench).measure();
            return;
        }
        process.idle(application);
        Document event = bench.store().anEvent();
        bench.pipeline().warmUp();
        IntakeRows intake = new IntakeRows(bench, limits);
        Rounds empty = intake.measure(client, event);
        DeliveryRows delivery = new DeliveryRows(bench);
        bench.pipeline().subscribe();
        delivery.measure();
        bench.store().subscribed(false);
        intake.withSubscriptions(settings.subscriptions());
        process.report(application);
        withStored(bench, intake, delivery, empty, event);
    }

    private void withStored(Bench bench, IntakeRows intake, DeliveryRows delivery, Rounds empty, Document event) {
        long stored = bench.store().events(settings.stored(), event);
        report.part("With " + Report.number(stored) + " stored events and " + Report.number(settings.subscriptions())
                + " subscriptions");
        intake.withStored(empty);
        bench.store().subscribed(true);
        bench.pipeline().awaitSubscribed();
        delivery.again("stored events and subscriptions");
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

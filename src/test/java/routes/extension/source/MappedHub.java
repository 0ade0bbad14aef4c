package routes.extension.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import routes.alarm.LevelTable;
import routes.alarm.SourceConverters;
import routes.extension.source.SourcePack.Origin;
import routes.fakes.KafkaInMemory;
import routes.http.RouteReloadPause;
import routes.http.RunningApi;
import routes.steps.intake.EmptyPost;
import routes.steps.intake.KafkaSwitch;
import routes.steps.intake.RejectedInbox;
import routes.steps.intake.SpoolDrain;
import routes.steps.watch.PipelineMetrics;
import routes.store.MongoRejectedRepository;
import routes.store.MongoSpool;
import routes.store.WireServer;
import routes.wiring.IntakeWiring;

/** The endpoints of mapped sources over HTTP, with a log in memory. */
final class MappedHub implements AutoCloseable {
    private final WireServer store = WireServer.start();
    private final KafkaInMemory log = new KafkaInMemory();
    private final HttpClient client = HttpClient.newHttpClient();
    private final RunningApi api;
    private final SourceRegistry sources;
    private final SourceRoutes routes;

    /** @param reader reads mapping files  @param secrets what operators have set for every source */
    MappedHub(SourceFileReader reader, SourceSecrets secrets) throws Exception {
        SourceConverters converters = new SourceConverters(LevelTable.shipped());
        api = RunningApi.start(
                List.of(
                        "routes/_templates-alarms.camel.yaml",
                        "routes/alarms-refuse.camel.yaml",
                        "routes/alarms-log.camel.yaml"),
                List.of(new IntakeWiring()),
                beans(converters),
                Map.of(
                        "camel.component.kafka.kafka-client-factory", "#bean:kafkaClientFactory",
                        "veaiops.spool.drain-period-millis", "100000"));
        CamelContext context = api.main().getCamelContext();
        sources = new SourceRegistry(reader);
        routes = new SourceRoutes(
                context, sources, source -> secrets, source -> true, converters, new RouteReloadPause());
    }

    private Map<String, Object> beans(SourceConverters converters) {
        PipelineMetrics metrics = new PipelineMetrics(new SimpleMeterRegistry());
        KafkaSwitch kafka = new KafkaSwitch();
        return Map.of(
                "kafkaClientFactory", log,
                "pipelineMetrics", metrics,
                "sourceConverters", converters,
                "kafkaSwitch", kafka,
                "emptyPost", new EmptyPost(),
                "spoolDrain", new SpoolDrain(new MongoSpool(store.database()), kafka, 10, metrics.spool("alarms")),
                "rejectedInbox", new RejectedInbox(new MongoRejectedRepository(store.database()), metrics, 900_000));
    }

    /** Opens a source of a mapping file. */
    void open(String name, String yaml) {
        sources.offerChecked(new SourcePack(name, name + "/source.yaml", Origin.FOLDER, yaml, List.of()));
        routes.open(name);
    }

    HttpResponse<String> send(String method, String path, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The alarms in the log since it was last asked. */
    List<JsonNode> alarms() {
        List<JsonNode> alarms =
                log.values("veaiops.alarms").stream().map(Sources::json).toList();
        log.clear();
        return alarms;
    }

    /** A header of each alarm in the log; an empty text where there is none. */
    List<String> headers(String name) {
        return log.records("veaiops.alarms").stream()
                .map(record -> record.headers().lastHeader(name))
                .map(header -> header == null ? "" : new String(header.value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** The refused bodies in the log. */
    List<JsonNode> refused() {
        return log.values("veaiops.alarms.rejected").stream().map(Sources::json).toList();
    }

    @Override
    public void close() {
        api.close();
        store.close();
    }
}

package routes.api.datasource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import routes.common.json.Json;
import routes.common.outgoing.EgressWiring;
import routes.common.security.Secret;
import routes.common.security.SecretBox;
import routes.fakes.WireStore;
import routes.http.RunningApi;
import routes.kits.MemoryDataSource;
import routes.kits.MemoryPlatform;
import routes.store.MetricTemplateSeeds;
import routes.store.StoreIndexes;
import routes.wiring.DataSourceApiWiring;
import routes.wiring.DataSourceWiring;
import routes.wiring.RuleSyncWiring;

/** The REST of data sources over a store, with the type that needs no network. */
public final class MemorySourceApi implements AutoCloseable {
    public static final String BASE = "/apis/v1/datasource/";

    private final WireStore store;
    private final MongoDatabase database;
    private final MemoryPlatform platform = new MemoryPlatform();
    private final RunningApi api;

    private MemorySourceApi(Path folder) throws Exception {
        store = WireStore.start(folder);
        database = store.empty();
        StoreIndexes.create(database);
        new MetricTemplateSeeds(database, Clock.systemUTC()).ensure();
        api = RunningApi.start(
                List.of(
                        "routes/api-operations.camel.yaml",
                        "routes/thresholds-compute.camel.yaml",
                        "routes/rule-sync.camel.yaml"),
                List.of(new DataSourceWiring(), new DataSourceApiWiring(), new RuleSyncWiring(), new EgressWiring()),
                Map.of(
                        "mongoDatabase",
                        database,
                        "secretBox",
                        SecretBox.of(Secret.of("k1:" + "A".repeat(43) + "=")),
                        "memoryDataSource",
                        new MemoryDataSource(platform)),
                Map.of(
                        "veaiops.tasks.step-period-millis", "100",
                        "veaiops.rule-sync.step-period-millis", "200"));
    }

    public static MemorySourceApi start(Path folder) throws Exception {
        return new MemorySourceApi(folder);
    }

    public MongoDatabase database() {
        return database;
    }

    /** Address of the hub. */
    public String url() {
        return "http://127.0.0.1:" + api.port();
    }

    public MemoryPlatform platform() {
        return platform;
    }

    public HttpResponse<String> get(String path) throws Exception {
        return api.get(path.startsWith("/") ? path : BASE + path);
    }

    public HttpResponse<String> send(String method, String path, String body) throws Exception {
        return api.json(method, path.startsWith("/") ? path : BASE + path, body);
    }

    /** The data of a successful answer. */
    public JsonNode data(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = method.equals("GET") ? get(path) : send(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return Json.mapper().readTree(answer.body()).path("data");
    }

    @Override
    public void close() {
        api.close();
        store.close();
    }
}

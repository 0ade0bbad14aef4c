package routes.api.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import routes.common.json.Json;
import routes.common.outgoing.EgressWiring;
import routes.http.RunningApi;
import routes.store.StoreIndexes;
import routes.store.WireServer;
import routes.subscription.SubscriptionRegistry;
import routes.wiring.ChannelWiring;
import routes.wiring.LarkWiring;
import routes.wiring.MappedWiring;
import routes.wiring.RenderWiring;
import routes.wiring.SubscriptionWiring;

/** The operations on subscriptions over HTTP, with a store in memory. */
final class ManagedApi implements AutoCloseable {
    static final String SUBSCRIBE = "/apis/v1/manager/event-center/subscribe/";
    static final String STRATEGY = "/apis/v1/manager/event-center/inform-strategy/";
    static final String TEMPLATE = "/apis/v1/manager/event-center/agent_template/";
    static final String BOT = "cli_00000001";

    private final WireServer server = WireServer.start();
    private final RunningApi api;

    private ManagedApi(String refreshPeriod, String templates) throws Exception {
        StoreIndexes.create(server.database());
        api = RunningApi.start(
                List.of("routes/api-operations.camel.yaml", "routes/housekeeping.camel.yaml"),
                List.of(
                        new SubscriptionWiring(),
                        new EgressWiring(),
                        new ChannelWiring(),
                        new LarkWiring(),
                        new MappedWiring(),
                        new RenderWiring()),
                Map.of("mongoDatabase", server.database()),
                Map.of(
                        RunningApi.ROUTES,
                        "api-*,subscriptions-refresh",
                        "veaiops.matching.refresh-millis",
                        refreshPeriod,
                        "veaiops.timezone",
                        "Asia/Shanghai",
                        "veaiops.templates.dir",
                        templates,
                        "veaiops.encryption.keys",
                        "k1:" + Base64.getEncoder().encodeToString(new byte[32])));
    }

    static ManagedApi start() throws Exception {
        return new ManagedApi("100", "");
    }

    /** With templates of the operator. */
    static ManagedApi withTemplates(Path folder) throws Exception {
        return new ManagedApi("100", folder.toString());
    }

    RunningApi http() {
        return api;
    }

    WireServer store() {
        return server;
    }

    MongoDatabase database() {
        return server.database();
    }

    SubscriptionRegistry book() {
        return api.main()
                .getCamelContext()
                .getRegistry()
                .lookupByNameAndType("subscriptionRegistry", SubscriptionRegistry.class);
    }

    void empty() {
        for (String collection : List.of(
                "veaiops__event_subscribe",
                "veaiops__event_inform_strategy",
                "veaiops__config_bot",
                "veaiops__config_agent_template")) {
            database().getCollection(collection).deleteMany(new Document());
        }
        changedElsewhere();
        book().refresh();
    }

    /** What another copy does after it wrote. */
    void changedElsewhere() {
        database()
                .getCollection("veaiops__change")
                .updateOne(
                        new Document("_id", "subscriptions"),
                        new Document("$inc", new Document("n", 1L)),
                        new UpdateOptions().upsert(true));
    }

    void addBot() {
        database()
                .getCollection("veaiops__config_bot")
                .insertOne(new Document("channel", "Lark")
                        .append("bot_id", BOT)
                        .append("name", "ops bot")
                        .append("secret", "bot-s3cret")
                        .append("is_active", true));
    }

    JsonNode data(String method, String path, String body, int status) throws Exception {
        HttpResponse<String> answer = api.json(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.mapper().readTree(answer.body()).get("data");
    }

    /** Creates a subscription and gives its id. */
    String create(ObjectNode body) throws Exception {
        return data("POST", SUBSCRIBE, body.toString(), 201).get("_id").textValue();
    }

    JsonNode read(String path) throws Exception {
        HttpResponse<String> answer = api.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body());
    }

    JsonNode refused(String method, String path, String body, int status, String error) throws Exception {
        return RunningApi.assertError(api.json(method, path, body), status, error);
    }

    static ObjectNode subscription(String name) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("name", name)
                .put("agent_type", "intelligent_threshold_agent")
                .put("start_time", "2026-01-01T00:00:00Z")
                .put("end_time", "2126-01-01T00:00:00");
        body.putArray("event_level").add("P0");
        return body;
    }

    static ObjectNode withWebhook(String name) {
        ObjectNode body =
                subscription(name).put("enable_webhook", true).put("webhook_endpoint", "https://hook.example/in");
        body.putObject("webhook_headers").put("Authorization", "Bearer s3cret");
        return body;
    }

    static ObjectNode strategy(String name) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("name", name).put("channel", "Lark").put("bot_id", BOT);
        body.putArray("chat_ids").add("oc_1").add("oc_2");
        return body;
    }

    @Override
    public void close() {
        api.close();
        server.close();
    }
}

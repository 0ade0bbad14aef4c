package routes.steps.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoCollection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.bson.Document;
import routes.channel.CardButtons;
import routes.channel.EventTypes;
import routes.channel.InboundEvent;
import routes.channel.bot.Bot;
import routes.channel.bot.BotVault;
import routes.channel.bot.StoredBot;
import routes.common.json.Json;
import routes.common.outgoing.EgressWiring;
import routes.common.security.Secret;
import routes.common.security.SecretBox;
import routes.fakes.FakeLark;
import routes.fakes.KafkaInMemory;
import routes.http.RunningApi;
import routes.notice.receipt.ReceiptRegistry;
import routes.steps.watch.PipelineMetrics;
import routes.store.MongoBots;
import routes.store.StoreIndexes;
import routes.store.WireServer;
import routes.subscription.Stamps;
import routes.wiring.ChannelWiring;
import routes.wiring.InboundWiring;
import routes.wiring.LarkWiring;
import routes.wiring.MappedWiring;
import routes.wiring.RenderWiring;
import routes.wiring.SilenceWiring;
import routes.wiring.SubscriptionWiring;

/** The application's work on events of Lark: its routes and beans, a store in memory, a log in memory, a fake Lark. */
final class InboundLark implements AutoCloseable {
    static final String BOT = "cli_1";
    private static final String KEYS = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);

    final FakeLark lark = new FakeLark(Clock.systemUTC()).app(BOT, "s3cret").group("oc_1", "Ops");
    final KafkaInMemory log = new KafkaInMemory();
    final WireServer store = WireServer.start();
    private final RunningApi api;
    private int number;

    /** @param more bound after the wiring of the application, so that it can take the place of a bean */
    InboundLark(CamelConfiguration... more) throws Exception {
        StoreIndexes.create(store.database());
        api = RunningApi.start(
                List.of(
                        "routes/inbound-route.camel.yaml",
                        "routes/inbound-log.camel.yaml",
                        "routes/api-operations.camel.yaml",
                        "routes/channel-lark.camel.yaml"),
                wirings(more),
                Map.of(
                        "mongoDatabase",
                        store.database(),
                        "pipelineMetrics",
                        new PipelineMetrics(new SimpleMeterRegistry()),
                        "kafkaClientFactory",
                        log,
                        "receiptRegistry",
                        ReceiptRegistry.load(Optional.empty())),
                settings());
        addBot();
    }

    private static List<CamelConfiguration> wirings(CamelConfiguration... more) {
        return Stream.concat(
                        Stream.of(
                                new ChannelWiring(),
                                new InboundWiring(),
                                new LarkWiring(),
                                new MappedWiring(),
                                new RenderWiring(),
                                new SubscriptionWiring(),
                                new SilenceWiring(),
                                new EgressWiring()),
                        Stream.of(more))
                .toList();
    }

    private Map<String, String> settings() {
        return Map.of(
                "veaiops.encryption.keys", KEYS,
                "veaiops.bots.refresh-millis", "0",
                "camel.component.kafka.kafka-client-factory", "#bean:kafkaClientFactory",
                "veaiops.inbound.retries", "1",
                "veaiops.stage.first-retry-millis", "5",
                "veaiops.egress.allow-private-targets", "true",
                "veaiops.channel.lark.base-url", lark.url());
    }

    private void addBot() {
        BotVault vault = new BotVault(SecretBox.of(Secret.of(KEYS)), "veaiops__config_bot");
        MongoBots bots = new MongoBots(store.database());
        String id = bots.newId();
        bots.insert(new StoredBot(
                id,
                "Lark",
                BOT,
                "ou_bot",
                "Ops bot",
                true,
                Map.of(Bot.SECRET, vault.seal(id, Bot.SECRET, Secret.of("s3cret"))),
                null,
                null,
                Stamps.created(Instant.parse("2026-11-23T10:00:00Z"))));
    }

    RunningApi http() {
        return api;
    }

    CamelContext context() {
        return api.main().getCamelContext();
    }

    CardButtons buttons() {
        return context().getRegistry().lookupByNameAndType("cardButtons", CardButtons.class);
    }

    MongoCollection<Document> collection(String name) {
        return store.database().getCollection(name);
    }

    /** Works on one event, as the consumer of the log does. */
    void work(InboundEvent event) {
        context().createProducerTemplate().sendBody("direct:inbound-route", event);
    }

    /** Works on what was read from the log together. */
    void workOn(List<InboundEvent> batch) {
        context().createProducerTemplate().sendBody("direct:inbound-batch", batch);
    }

    InboundEvent event(String type, ObjectNode event) {
        return event(type, event, Instant.parse("2026-11-23T10:00:00Z"));
    }

    InboundEvent event(String type, ObjectNode event, Instant at) {
        return new InboundEvent(new InboundEvent.Header("evt_" + ++number, type, type, "Lark", BOT, "oc_1", at), event);
    }

    /** A person pressed a button of a card in the group, at ten. */
    InboundEvent click(ObjectNode value, String person, String messageId) {
        ObjectNode event = Json.mapper().createObjectNode();
        event.putObject("operator").put("open_id", person);
        event.put("token", "c-1");
        event.putObject("action").put("tag", "button").set("value", value);
        event.putObject("context").put("open_message_id", messageId).put("open_chat_id", "oc_1");
        return event(EventTypes.CARD_ACTION, event);
    }

    /** A message of a person in the group. */
    static ObjectNode said(String messageId, String type, String content) {
        ObjectNode event = Json.mapper().createObjectNode();
        event.putObject("sender")
                .put("sender_type", "user")
                .putObject("sender_id")
                .put("open_id", "ou_s");
        event.putObject("message")
                .put("message_id", messageId)
                .put("chat_id", "oc_1")
                .put("chat_type", "group")
                .put("message_type", type)
                .put("content", content)
                .put("create_time", "1609459200000")
                .putArray("mentions");
        return event;
    }

    static void mention(ObjectNode event, String key, String openId, String name) {
        event.withObject("/message")
                .withArray("mentions")
                .addObject()
                .put("key", key)
                .put("name", name)
                .putObject("id")
                .put("open_id", openId);
    }

    /** What was published on the public topic. */
    List<JsonNode> published() {
        return log.values("veaiops.messages").stream().map(InboundLark::json).toList();
    }

    static JsonNode json(byte[] value) {
        try {
            return Json.mapper().readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void forget() {
        log.clear();
        lark.forget();
        lark.messages().clear();
        for (String name : List.of(
                "veaiops__chatops_message",
                "veaiops__chatops_chat",
                "veaiops__inbound_event",
                "veaiops__event_notice_feedback",
                "veaiops__silence",
                "veaiops__event",
                "veaiops__event_notice_detail")) {
            collection(name).deleteMany(new Document());
        }
    }

    @Override
    public void close() {
        api.close();
        store.close();
        lark.close();
    }
}

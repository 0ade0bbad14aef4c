package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.bson.types.ObjectId;
import routes.common.json.Json;
import routes.e2e.Brokers;
import routes.e2e.Hub;
import routes.e2e.JavaProcess;
import routes.e2e.Payloads;
import routes.e2e.Site;

/** The ground of all faults: broker, store and application as processes, a proxy before each server, and a robot. */
final class Ground implements AutoCloseable {
    static final String RULES = "/apis/v1/manager/event-center/subscribe/";
    private static final String STRATEGIES = "/apis/v1/manager/event-center/inform-strategy/";
    private static final String CREDENTIAL = "faults-robot-token-51d7";
    private static final String PATH_SECRET = "Tf51d7/Bf51d7/xQ9faults51d7";

    private final Map<String, String> settings = new HashMap<>();
    private final Site site;
    private final Wire kafka;
    private final Wire mongo;
    private final Robot robot = new Robot();
    private final Stillness stillness = Stillness.watch();
    private volatile Hub hub;
    private boolean broken;

    static Ground of(String name) {
        int advertised = JavaProcess.freePort();
        return new Ground(Site.startKillable(name, advertised), advertised, Map.of());
    }

    /** Three brokers instead of one, which clients reach without a proxy. */
    static Ground ofCluster(String name, Brokers brokers) {
        Site site = Site.startCluster(name, brokers);
        return new Ground(site, 0, Map.of("veaiops.kafka.brokers", brokers.bootstrap()));
    }

    private Ground(Site site, int advertised, Map<String, String> more) {
        this.site = site;
        kafka = Wire.open(Frames.KAFKA, advertised, site.kafkaPort());
        mongo = Wire.open(Frames.MONGO, 0, site.mongoPort());
        settings.putAll(QuickSettings.all());
        settings.put("veaiops.kafka.brokers", "127.0.0.1:" + advertised);
        settings.put("veaiops.mongodb.uri", "mongodb://127.0.0.1:" + mongo.port() + "/veaiops");
        settings.put("veaiops.alarms.token.alertmanager", Hub.ALARM_TOKEN);
        settings.put("veaiops.channel.lark.base-url", robot.url(""));
        settings.put("veaiops.channel.slack.base-url", robot.url("/slack"));
        settings.put("veaiops.sockets.enabled", "true");
        settings.put("veaiops.sockets.allow-plain", "true");
        settings.put("veaiops.sockets.check-millis", "500");
        settings.put("veaiops.sockets.first-retry-millis", "200");
        settings.putAll(more);
        hub = site.hub(settings);
    }

    Site site() {
        return site;
    }

    Wire kafka() {
        return kafka;
    }

    Wire mongo() {
        return mongo;
    }

    Robot robot() {
        return robot;
    }

    Stillness stillness() {
        return stillness;
    }

    Hub hub() {
        return hub;
    }

    /** A further copy of the application. */
    Hub copy() {
        return site.hub(settings);
    }

    /** From now on the load goes here. */
    void use(Hub other) {
        hub = other;
    }

    /** What the last fault may have left behind is put right before the next one. */
    void mend() {
        kafka.passAll();
        mongo.passAll();
        site.startWhatDied();
        if (broken) {
            signal("CONT", site.mongoPid());
            site.killHubs();
            broken = false;
        }
        awaitStore();
        if (!hub.isAlive()) {
            restart();
        }
    }

    /** The last fault did not end as it should: the next one begins with a new process. */
    void broken() {
        broken = true;
    }

    void restart() {
        restart(Map.of());
    }

    /** @param other settings that the new process has besides */
    void restart(Map<String, String> other) {
        if (hub.isAlive()) {
            hub.kill();
        }
        hub = site.hub(with(other));
    }

    /** The same with another heap than usual. @param heap the largest one, such as {@code 300m} */
    void restart(Map<String, String> other, String heap) {
        hub.kill();
        hub = site.hub(with(other), heap);
    }

    /** Stops a copy as its supervisor does, and starts it again where it listened. */
    Hub roll(Hub copy) {
        copy.stop();
        return site.hub(with(Map.of("veaiops.http.port", Integer.toString(copy.port()))));
    }

    private Map<String, String> with(Map<String, String> other) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(other);
        return all;
    }

    /** The connections that a killed store leaves behind are noticed by the next question. */
    void awaitStore() {
        Awaitility.await("the store")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> site.database().runCommand(new Document("ping", 1)) != null);
    }

    /** {@code kill -STOP} and {@code -CONT}: the process is there, and does nothing. */
    static void signal(String name, long pid) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
            assertThat(kill.waitFor(5, TimeUnit.SECONDS)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException("kill -" + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Alarms of the project go to the robot's path of the same name. */
    void subscribe(String project) {
        subscribe(project, target(project), "");
    }

    /** Alarms of the project go to a URL. @param name distinguishes the rule from others of the project */
    void subscribe(String project, String url, String name) {
        ObjectNode rule = Payloads.subscription(project, url, List.of());
        rule.put("name", "rule of " + project + " " + name.replaceAll("[^a-z]", ""));
        rule.putObject("webhook_headers").put("X-Token", CREDENTIAL);
        created(RULES, rule);
    }

    /** Alarms of the project go to a chat robot whose webhook is the robot's path of the given name. */
    void addRobot(String project, String channel, String name, String secret) {
        String url = robot.url("/" + name) + "?access_token=" + CREDENTIAL;
        addRobot(project, channel, name, secret, new Document("webhook_url", url));
    }

    void addRobot(String project, String channel, String name, String secret, Document credentials) {
        String bot = "robot-of-" + name;
        bot(channel, bot, secret, credentials);
        // Telegram takes the names of chats with their @ only
        String chat = channel.equals("Telegram") ? "@" + name.replaceAll("\\W", "_") : name;
        String strategy = created(
                        STRATEGIES, Map.of("name", name, "channel", channel, "bot_id", bot, "chat_ids", List.of(chat)))
                .path("id")
                .asText();
        created(
                RULES,
                Map.of(
                        "name", name,
                        "agent_type", "intelligent_threshold_agent",
                        "inform_strategy_ids", List.of(strategy),
                        "start_time", Instant.now().minusSeconds(60).toString(),
                        "end_time", Instant.now().plusSeconds(36000).toString(),
                        "event_level", List.of(),
                        "interest_projects", List.of(project)));
    }

    /** Stores a bot as an older system would, and gives the id of its document. */
    String bot(String channel, String name, String url, String secret) {
        return bot(channel, name, secret, new Document("webhook_url", url));
    }

    String bot(String channel, String name, String secret, Document credentials) {
        Document bot = new Document("channel", channel)
                .append("bot_id", name)
                .append("name", name)
                .append("is_active", true)
                .append("secret", secret)
                .append("credentials", credentials);
        site.database().getCollection("veaiops__config_bot").insertOne(bot);
        site.database()
                .getCollection("veaiops__change")
                .updateOne(new Document("_id", "bots"), Updates.inc("n", 1L), new UpdateOptions().upsert(true));
        return bot.getObjectId("_id").toHexString();
    }

    String target(String project) {
        return robot.url("/" + project) + "?key=" + CREDENTIAL;
    }

    /** The notices about the alarms of a project, as they are stored. */
    List<Document> notices(String project) {
        List<ObjectId> events = site.database()
                .getCollection("veaiops__event")
                .find(new Document("project", project))
                .map(event -> event.getObjectId("_id"))
                .into(new ArrayList<>());
        return site.database()
                .getCollection("veaiops__event_notice_detail")
                .find(new Document("event_main_id", new Document("$in", events)))
                .into(new ArrayList<>());
    }

    /** A URL that holds both: a secret path, as Slack's and Teams' do, and a secret parameter. */
    static String secretUrl(String host) {
        return host + "/services/" + PATH_SECRET + "?key=" + CREDENTIAL;
    }

    JsonNode ledger(Instant from) {
        return Hub.json(hub.call(
                        "GET", "/apis/v1/manager/event-center/ledger?from=" + from + "&to=" + Instant.now(), ""))
                .path("data");
    }

    /** What robots know, and must not show in a log, an answer or a dead letter. */
    static List<String> secrets() {
        return List.of(CREDENTIAL, PATH_SECRET);
    }

    private JsonNode created(String path, Object body) {
        HttpResponse<String> answer = hub.call("POST", path, new String(Json.bytes(body), StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return Hub.json(answer).path("data");
    }

    @Override
    public void close() {
        site.close();
        kafka.close();
        mongo.close();
        robot.close();
        stillness.close();
    }
}

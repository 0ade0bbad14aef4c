package routes.dev;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.bson.conversions.Bson;
import routes.fakes.FakeDingTalk;
import routes.fakes.FakeLark;
import routes.fakes.FakePlatform;
import routes.fakes.FakeSlack;
import routes.fakes.FakeTeams;
import routes.fakes.FakeWeCom;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;

/**
 * Fake chat platforms beside the embedded servers, each with a bot and a chat, so that a message is seen to arrive without
 * an account anywhere. They print what they show to people. On with {@code -Dveaiops.embedded.fakes=true}.
 */
final class FakePlatforms implements AutoCloseable {
    static final String SWITCH = "veaiops.embedded.fakes";
    private static final String DATABASE = "veaiops";
    private static final String BOTS = "veaiops__config_bot";

    private final FakeLark lark = new FakeLark(Clock.systemUTC());
    private final FakeDingTalk dingTalk = new FakeDingTalk(Clock.systemUTC());
    private final FakeWeCom weCom = new FakeWeCom(Clock.systemUTC());
    private final FakeSlack slack = new FakeSlack(Clock.systemUTC());
    private final FakeTeams teams = new FakeTeams(Clock.systemUTC());
    private final List<FakeBot> bots = new ArrayList<>();
    private final AtomicLong shown = new AtomicLong();
    private final boolean brief;

    private FakePlatforms(boolean brief) {
        this.brief = brief;
    }

    /**
     * Starts them, and gives the application their addresses.
     *
     * @param brief prints the first line of each message instead of all of it
     */
    static FakePlatforms start(boolean brief) {
        FakePlatforms fakes = new FakePlatforms(brief);
        fakes.fill();
        RunSetting.orSet("veaiops.channel.lark.base-url", fakes.lark.url());
        RunSetting.orSet("veaiops.channel.dingtalk.base-url", fakes.dingTalk.url());
        RunSetting.orSet("veaiops.channel.wecom.base-url", fakes.weCom.url());
        RunSetting.orSet("veaiops.channel.slack.base-url", fakes.slack.api());
        RunSetting.orSet("veaiops.channel.slack.files-url", fakes.slack.url());
        return fakes;
    }

    static boolean wanted() {
        return RunSetting.given(SWITCH).map(Boolean::parseBoolean).orElse(false);
    }

    private void fill() {
        lark.app("cli_fake_lark", "fake-secret").group("oc_fake_ops", "Ops");
        add("Lark", lark, new FakeBot("Lark", "cli_fake_lark", "oc_fake_ops", Map.of("secret", "fake-secret")));
        String robot = dingTalk.robot("fake-token", "SEC-fake");
        Map<String, String> robotKeys = Map.of("webhook_url", robot, "webhook_secret", "SEC-fake");
        add("DingTalk", dingTalk, new FakeBot("DingTalk", "fake-dingtalk-robot", "ops", robotKeys));
        add(
                "WeCom",
                weCom,
                new FakeBot("WeChat", "fake-wecom-robot", "ops", Map.of("webhook_url", weCom.robot("fake-key"))));
        slack.app("xoxb-fake", "U0FAKE").channel("C0FAKEOPS", "ops");
        add("Slack", slack, new FakeBot("Slack", "A0FAKESLACK", "C0FAKEOPS", Map.of("secret", "xoxb-fake")));
        add(
                "Teams",
                teams,
                new FakeBot(
                        "Teams", "fake-teams-flow", "ops", Map.of("webhook_url", teams.workflow("ops", "fake-sig"))));
    }

    private void add(String name, FakePlatform platform, FakeBot bot) {
        bots.add(bot);
        platform.whenAnswered((call, answer) -> print(name, call, answer));
    }

    List<FakeBot> bots() {
        return List.copyOf(bots);
    }

    /** Writes the bots into the store, with the addresses of this run. */
    void writeBots(String mongodbUri) {
        try (MongoClient client = MongoClients.create(mongodbUri)) {
            MongoCollection<Document> stored = client.getDatabase(DATABASE).getCollection(BOTS);
            for (FakeBot bot : bots) {
                Bson key = Filters.and(Filters.eq("channel", bot.channel()), Filters.eq("bot_id", bot.botId()));
                stored.replaceOne(key, bot.document(), new ReplaceOptions().upsert(true));
            }
        }
    }

    private synchronized void print(String name, PlatformCall call, PlatformAnswer answer) {
        boolean message =
                call.method().equals("POST") && call.holdsJson() && !call.path().contains("/auth");
        if (message) {
            shown.incrementAndGet();
            String text = ReadableMessage.of(call.json());
            System.out.println(
                    brief
                            ? "          message  %-8s %s"
                                    .formatted(name, text.lines().findFirst().orElse(""))
                            : "\n── " + name + " · " + call.path() + " · HTTP " + answer.status() + "\n"
                                    + text.indent(3).stripTrailing());
        }
    }

    /** How many messages the platforms have taken. */
    long shown() {
        return shown.get();
    }

    String addresses() {
        return "Lark %s  DingTalk %s  WeCom %s  Slack %s  Teams %s"
                .formatted(lark.url(), dingTalk.url(), weCom.url(), slack.url(), teams.url());
    }

    @Override
    public void close() {
        List.of(lark, dingTalk, weCom, slack, teams).forEach(FakePlatform::close);
    }
}

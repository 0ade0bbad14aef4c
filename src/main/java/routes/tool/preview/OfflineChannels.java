package routes.tool.preview;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import routes.channel.AccessTokens;
import routes.channel.BotSender;
import routes.channel.Channel;
import routes.channel.MessagePreview;
import routes.channel.NoticeWriter;
import routes.channel.PeopleLookup.People;
import routes.channel.PlatformCalls;
import routes.channel.bot.Bot;
import routes.channel.bot.Credential;
import routes.channel.dingtalk.DingTalkApi;
import routes.channel.dingtalk.DingTalkMessenger;
import routes.channel.email.EmailChannel;
import routes.channel.lark.LarkApi;
import routes.channel.lark.LarkBotWiring;
import routes.channel.lark.LarkCards;
import routes.channel.lark.LarkSender;
import routes.channel.mapped.MappedChannels;
import routes.channel.mapped.MappedSender;
import routes.channel.slack.SlackCards;
import routes.channel.slack.SlackWiring;
import routes.channel.teams.TeamsWiring;
import routes.channel.webhook.WebhookMessage;
import routes.channel.webhook.WebhookSender;
import routes.channel.wecom.WeComApi;
import routes.channel.wecom.WeComMessenger;
import routes.common.json.Json;
import routes.notice.Notice;
import routes.notice.receipt.ReceiptRegistry;
import routes.subscription.WebhookFormat;
import routes.subscription.WebhookSettings;
import routes.wiring.EmailWiring;
import routes.wiring.OfflineWriter;

/** Every way in which the channels of the application, and those of a folder of extensions, notify. Nothing is called. */
public final class OfflineChannels {
    private static final String HOOK = "webhook_url";
    private static final String SECRET = Bot.SECRET;
    /** What the platforms answer to the question for an access token, in one body. */
    private static final byte[] TOKEN = Json.bytes(Map.of(
            "code", 0,
            "errcode", 0,
            "ok", true,
            "tenant_access_token", "access-token-0a1b2c3d4e5f",
            "access_token", "access-token-0a1b2c3d4e5f",
            "accessToken", "access-token-0a1b2c3d4e5f",
            "expire", 7200,
            "expires_in", 7200,
            "expireIn", 7200));

    /** Values of the bots that do not exist which are no secrets. */
    private static final Set<String> OPEN = Set.of("1000001", "template");

    private final CamelContext context = new DefaultCamelContext();
    private final Clock clock;
    private final Map<String, String> settings;
    private final StandIn.Bots bots = new StandIn.Bots(new LinkedHashMap<>());
    private final List<StandIn> ways = new ArrayList<>();

    /**
     * @param extensions a folder with channels and templates; empty for none
     * @param settings values by name
     */
    public OfflineChannels(Optional<Path> extensions, Map<String, String> settings, Clock clock) {
        this.clock = clock;
        this.settings = settings;
        ReceiptRegistry receipts = ReceiptRegistry.load(
                extensions.map(folder -> folder.resolve("receipts")).filter(Files::isDirectory));
        MappedChannels mapped = OfflineWriter.channels(extensions, receipts);
        NoticeWriter writer = OfflineWriter.of(extensions, mapped, settings, clock);
        addWebhooks(receipts, writer);
        addLark(receipts, writer);
        addDingTalk(receipts, writer);
        addWeCom(receipts, writer);
        addSlackAndTeams(receipts, writer);
        addEmail(receipts, writer);
        addMapped(mapped, new MappedSender(mapped, bots, writer, receipts, clock));
        ways.forEach(way -> bots.add(way.bot()));
    }

    /** Names of the ways. */
    public List<String> names() {
        return ways.stream().map(StandIn::name).toList();
    }

    Stream<StandIn> ways() {
        return ways.stream();
    }

    MessagePreview preview(StandIn way, Notice notice) {
        return MessagePreview.of(context, notice, new MessagePreview.Way(way.sender(), way.baseUrl(), OPEN));
    }

    private void addWebhooks(ReceiptRegistry receipts, NoticeWriter writer) {
        WebhookMessage.Writing writing = new WebhookMessage.Writing(
                settings.getOrDefault("veaiops.public-url", "").replaceAll("/+$", ""),
                OfflineWriter.webhookText(writer));
        for (WebhookFormat format : WebhookFormat.values()) {
            StandIn way = StandIn.webhook(
                    format, new WebhookSender(id -> webhook(format), receipts.of("webhook"), writing, clock));
            ways.add(way);
        }
    }

    private static Optional<WebhookSettings> webhook(WebhookFormat format) {
        return Optional.of(new WebhookSettings(
                "https://receiver.example/" + format.wireName(), Map.of(), format, Optional.empty(), Optional.empty()));
    }

    private void addLark(ReceiptRegistry receipts, NoticeWriter writer) {
        LarkSender app = new LarkSender(
                bots,
                new LarkApi(OfflineChannels::answered, new AccessTokens(clock)),
                new LarkCards(writer, LarkCards.Templates.NONE, (bot, named) -> People.NONE),
                (bot, chat) -> List.of(),
                receipts.of("lark-app"),
                clock);
        ways.add(StandIn.of(
                "Lark app",
                "oc_chat",
                StandIn.bot("Lark", "cli_app", Map.of(SECRET, "app-secret-0a1b2c3d4e5f")),
                app,
                base("lark")));
        String hook = "https://open.feishu.cn/open-apis/bot/v2/hook/robot-key-0a1b2c3d4e5f";
        ways.add(StandIn.of(
                "Lark group bot",
                "group",
                StandIn.bot("LarkBot", "group-bot", Map.of(HOOK, hook)),
                new LarkBotWiring().larkBotSender(bots, writer, receipts, clock),
                ""));
    }

    private void addDingTalk(ReceiptRegistry receipts, NoticeWriter writer) {
        DingTalkApi api = new DingTalkApi(OfflineChannels::answered, new AccessTokens(clock));
        BotSender sender =
                new BotSender(bots, new DingTalkMessenger(api, writer, clock), receipts.of("dingtalk"), clock);
        String hook = "https://oapi.dingtalk.com/robot/send?access_token=robot-token-0a1b2c3d4e5f";
        ways.add(StandIn.of(
                "DingTalk group robot", "group", StandIn.bot("DingTalk", "robot", Map.of(HOOK, hook)), sender, ""));
        Bot app = StandIn.bot("DingTalk", "app-key", Map.of(SECRET, "app-secret-0a1b2c3d4e5f"));
        ways.add(StandIn.of("DingTalk app", "conversation", app, sender, base("dingtalk")));
        Bot cards = StandIn.bot(
                "DingTalk", "card-app-key", Map.of(SECRET, "app-secret-0a1b2c3d4e5f", "card_template_id", "template"));
        ways.add(StandIn.of("DingTalk app with cards", "conversation", cards, sender, base("dingtalk")));
    }

    private void addWeCom(ReceiptRegistry receipts, NoticeWriter writer) {
        WeComApi api = new WeComApi(OfflineChannels::answered, new AccessTokens(clock));
        BotSender sender = new BotSender(bots, new WeComMessenger(api, writer), receipts.of("wecom"), clock);
        String hook = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=robot-key-0a1b2c3d4e5f";
        ways.add(StandIn.of(
                "WeCom group robot", "group", StandIn.bot("WeChat", "robot", Map.of(HOOK, hook)), sender, ""));
        Bot app = StandIn.bot("WeChat", "corp", Map.of(SECRET, "app-secret-0a1b2c3d4e5f", "agent_id", "1000001"));
        ways.add(StandIn.of("WeCom app", "user:ann", app, sender, base("wecom")));
        ways.add(StandIn.of("WeCom app chat", "chat", app, sender, base("wecom")));
        Bot cards = StandIn.bot(
                "WeChat",
                "card-corp",
                Map.of(
                        SECRET,
                        "app-secret-0a1b2c3d4e5f",
                        "agent_id",
                        "1000001",
                        "callback_token",
                        "callback-0a1b2c3d4e5f",
                        "callback_aes_key",
                        "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"));
        ways.add(StandIn.of("WeCom app with cards", "user:ann", cards, sender, base("wecom")));
    }

    private void addSlackAndTeams(ReceiptRegistry receipts, NoticeWriter writer) {
        SlackWiring wiring = new SlackWiring();
        Object slack = wiring.slackSender(bots, new SlackCards(writer, (bot, named) -> People.NONE), receipts, clock);
        ways.add(StandIn.of(
                "Slack app",
                "C0000000000",
                StandIn.bot("Slack", "app", Map.of(SECRET, "xoxb-0a1b2c3d4e5f")),
                slack,
                base("slack")));
        Map<String, String> hook = Map.of(HOOK, "https://hooks.slack.com/services/T0/B0/hook-key-0a1b2c3d4e5f");
        ways.add(StandIn.of("Slack webhook", "channel", StandIn.bot("Slack", "hook", hook), slack, ""));
        Map<String, String> workflow = Map.of(HOOK, "https://prod.logic.azure.com/workflows/workflow-key-0a1b2c3d4e5f");
        ways.add(StandIn.of(
                "Teams",
                "channel",
                StandIn.bot("Teams", "workflow", workflow),
                new TeamsWiring().teamsSender(bots, writer, receipts, clock),
                ""));
    }

    private void addEmail(ReceiptRegistry receipts, NoticeWriter writer) {
        ways.add(StandIn.of(
                EmailChannel.TYPE,
                "ops@example.org",
                StandIn.bot(EmailChannel.TYPE, "sender", Map.of("from", "VeAIOps <veaiops@example.org>")),
                EmailWiring.sender(bots, writer, receipts, true, clock),
                ""));
    }

    /** A credential that is an address by its name gets one. */
    private void addMapped(MappedChannels mapped, MappedSender sender) {
        for (Channel channel : mapped.channels()) {
            Map<String, String> credentials = new LinkedHashMap<>();
            for (Credential credential : channel.credentials()) {
                if (credential.required()) {
                    String name = credential.name();
                    credentials.put(
                            name,
                            name.contains("url")
                                    ? "https://" + name.replace('_', '-') + ".example"
                                    : name + "-0a1b2c3d4e5f");
                }
            }
            ways.add(StandIn.of(channel.type(), "target", StandIn.bot(channel.type(), "bot", credentials), sender, ""));
        }
    }

    private String base(String channel) {
        return settings.getOrDefault("veaiops.channel." + channel + ".base-url", "");
    }

    private static PlatformCalls.Answer answered(PlatformCalls.Request request) {
        return new PlatformCalls.Answer(200, Map.of(), TOKEN);
    }
}

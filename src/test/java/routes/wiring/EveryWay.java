package routes.wiring;

import static routes.fakes.SampleEvent.NOW;
import static routes.fakes.SampleEvent.anEvent;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import routes.alarm.Level;
import routes.channel.bot.Bot;
import routes.event.PublishedEvent;
import routes.event.Transition;
import routes.fakes.BotsInMemory;
import routes.notice.Notice;
import routes.notice.NoticeKind;
import routes.subscription.Subscription;
import routes.subscription.WebhookFormat;

/** A bot of a channel of the application, and whom it writes to: robots and applications, with cards and without. */
record EveryWay(Bot bot, String chat) {
    static final String SECRET = "s3cret-0a1b2c3d4e5f";
    static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    /** Channel, name of the bot, chat, credentials. */
    private static final String TABLE =
            """
            Email | sender | ops@example.org, dev@example.org | from=VeAIOps <alarms@example.org>
            Lark | app | oc_1 | secret=SECRET
            LarkBot | robot | g | webhook_url=URL/open-apis/bot/v2/hook/SECRET
            DingTalk | robot | g | webhook_url=URL/robot/send?access_token=SECRET
            DingTalk | app | c2 | secret=SECRET
            DingTalk | cards | c3 | secret=SECRET; card_template_id=tpl.schema
            WeChat | robot | g | webhook_url=URL/cgi-bin/webhook/send?key=SECRET
            WeChat | app | user:li | secret=SECRET; agent_id=1000007
            WeChat | app-chat | chat4 | secret=SECRET
            WeChat | cards | user:wu | secret=SECRET; agent_id=7; callback_token=SECRET; callback_aes_key=KEY
            Slack | app | C1 | secret=xoxb-SECRET
            Slack | hook | g | webhook_url=URL/services/T0/B0/SECRET
            Teams | flow | g | webhook_url=URL/workflows/SECRET
            Discord | hook | g | webhook_url=URL/api/webhooks/1/SECRET
            Mattermost | hook | g | webhook_url=URL/hooks/SECRET
            GoogleChat | hook | g | webhook_url=URL/v1/spaces/A/messages?key=k&token=SECRET
            Ntfy | topic | alarms | base_url=URL; token=SECRET
            Telegram | bot | -100 | base_url=URL; token=123456:SECRET
            Bark | phone | g | base_url=URL; device_key=SECRET
            Gotify | application | g | base_url=URL; token=SECRET
            Matrix | account | !room:example.org | base_url=URL; token=SECRET
            Opsgenie | key | g | base_url=URL; api_key=SECRET
            PagerDuty | key | g | base_url=URL; routing_key=SECRET
            Twilio | phone | +4915112345678 | base_url=URL; account_sid=AC1; auth_token=SECRET; from=+1555
            Webex | bot | room | base_url=URL; token=SECRET
            Zulip | bot | ops | base_url=URL; email=bot@example.org; api_key=SECRET
            """;

    /** @param url of what stands for all platforms */
    static List<EveryWay> at(String url) {
        Stream<EveryWay> bots = TABLE.replace("URL", url)
                .replace("SECRET", SECRET)
                .replace("KEY", KEY)
                .lines()
                .map(EveryWay::of);
        Stream<EveryWay> hooks = Arrays.stream(WebhookFormat.values())
                .map(format -> new EveryWay(
                        BotsInMemory.bot("Webhook", format.wireName()), url + "/hooks/" + format.wireName()));
        return Stream.concat(bots, hooks).toList();
    }

    private static EveryWay of(String line) {
        String[] cells = line.split(" \\| ");
        String[] credentials = Arrays.stream(cells[3].split("; "))
                .flatMap(pair -> Arrays.stream(pair.split("=", 2)))
                .toArray(String[]::new);
        return new EveryWay(BotsInMemory.bot(cells[0], cells[1], credentials), cells[2]);
    }

    /** A message of a kind, as a subscription causes it. */
    Notice notice(NoticeKind kind) {
        PublishedEvent event =
                switch (kind) {
                    case RESOLVED, STABLE -> anEvent().recovered().build();
                    case EXPIRED -> anEvent().after(Transition.EXPIRED, 2).build();
                    default -> anEvent()
                            .atLevel(Level.P0)
                            .titled("磁盘 <full> & *slow*")
                            .labelled("host", "web-1")
                            .build();
                };
        if (!kind.carriesSeveral()) {
            return about(event).as(kind);
        }
        Notice other = about(anEvent().numbered(2).of("zabbix:14").build());
        return Notice.carrying("f".repeat(24), kind, Map.of("project", "shop"), List.of(about(event), other), NOW);
    }

    private Notice about(PublishedEvent event) {
        boolean hook = bot.channel().equals("Webhook");
        Subscription.Target target = hook
                ? new Subscription.Target(bot.channel(), chat, null, bot.botId())
                : new Subscription.Target(bot.channel(), chat, bot.botId(), null);
        Notice reply = Notice.reply(event, target, NOW);
        return new Notice(reply.id(), event, target, bot.botId(), "shop", reply.state(), 1, 1, null, null, NOW);
    }

    @Override
    public String toString() {
        return bot.channel() + " " + bot.botId();
    }
}

package routes.channel.dingtalk;

import java.util.List;
import routes.channel.HookUrl;
import routes.channel.OnCall;
import routes.channel.bot.Bot;
import routes.channel.bot.Credential;
import routes.channel.socket.EventWay;

/** What a DingTalk bot holds: a group robot its webhook URL, an application its secret. The bot id is the app key. */
final class DingTalkCredentials {
    static final String HOOK_URL = HookUrl.CREDENTIAL;
    static final String HOOK_SECRET = "webhook_secret";
    static final String ROBOT_CODE = "robot_code";
    static final String TOKEN = "event_token";
    static final String AES_KEY = "event_aes_key";
    static final String OWNER_KEY = "event_owner";
    static final String CARD_SECRET = "card_secret";
    static final String CARD_TEMPLATE = "card_template_id";
    static final String CARD_ROUTE = "card_route_key";

    static final List<Credential> DECLARED = List.of(
            Credential.optional(
                    Bot.SECRET, "Application: app secret (client secret) of the bot id, which is the app key"),
            Credential.optional(HOOK_URL, "Group robot: its webhook URL with the access_token, as the group shows it"),
            Credential.optional(HOOK_SECRET, "Group robot: its signing secret (SEC…), if the robot checks signatures"),
            Credential.open(ROBOT_CODE, "Application: code of its robot, if it is not the app key"),
            EventWay.credential("Stream mode"),
            Credential.optional(TOKEN, "Application: token of the event subscription"),
            Credential.optional(AES_KEY, "Application: AES key of the event subscription, 43 characters"),
            Credential.open(
                    OWNER_KEY, "Application: to whom events are sealed, if not the app key: a corp id or suite key"),
            Credential.optional(CARD_SECRET, "Application: secret under which the callback of cards was registered"),
            Credential.open(
                    CARD_TEMPLATE, "Application: id of a published card template; without it messages are Markdown"),
            Credential.open(CARD_ROUTE, "Application: route key under which the callback of cards was registered"),
            OnCall.credential("staff ids, mobile numbers, or all; by a group robot only"));

    private DingTalkCredentials() {}

    static boolean robot(Bot bot) {
        return bot.credential(HOOK_URL).isPresent();
    }

    static String robotCode(Bot bot) {
        return text(bot, ROBOT_CODE, bot.botId());
    }

    static String text(Bot bot, String credential, String otherwise) {
        return bot.credential(credential)
                .map(secret -> secret.reveal().strip())
                .filter(value -> !value.isEmpty())
                .orElse(otherwise);
    }
}

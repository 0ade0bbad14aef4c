package routes.channel.slack;

import java.util.List;
import routes.channel.OnCall;
import routes.channel.bot.Bot;
import routes.channel.bot.Credential;

/** What a Slack app holds. Its bot id is the app's id ({@code A0…}). */
final class SlackCredentials {
    static final String TOKEN = Bot.SECRET;
    static final String SIGNING_SECRET = "signing_secret";
    static final String APP_TOKEN = "app_token";
    static final String WEBHOOK_URL = "webhook_url";

    static final List<Credential> DECLARED = List.of(
            Credential.optional(
                    TOKEN, "Bot token (xoxb-…): app settings, OAuth & Permissions; posts to every channel it is in"),
            Credential.optional(
                    SIGNING_SECRET, "Signing secret: app settings, Basic Information; needed to receive posts"),
            Credential.optional(
                    APP_TOKEN,
                    "App-level token (xapp-…) with connections:write: app settings, Basic Information; with it the hub "
                            + "connects to Slack (Socket Mode) and needs no public address"),
            Credential.optional(
                    WEBHOOK_URL,
                    "Incoming webhook: app settings, Incoming Webhooks; posts to its one channel, used without a token"),
            OnCall.credential("ids of members (U…) or of groups of them (S…), or all; with a bot token and the scope "
                    + "users:read.email addresses too"));

    private SlackCredentials() {}
}

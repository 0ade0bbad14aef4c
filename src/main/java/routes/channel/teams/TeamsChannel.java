package routes.channel.teams;

import java.util.List;
import routes.channel.Channel;
import routes.channel.bot.Credential;

/** Microsoft Teams, outgoing only. A bot is one workflow, which posts into one chat or channel. */
public final class TeamsChannel implements Channel {
    public static final String TYPE = "Teams";
    static final String WEBHOOK_URL = "webhook_url";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Credential> credentials() {
        return List.of(
                Credential.required(
                        WEBHOOK_URL,
                        "Address of the workflow that starts \"when a Teams webhook request is received\"; it holds its secret"));
    }
}

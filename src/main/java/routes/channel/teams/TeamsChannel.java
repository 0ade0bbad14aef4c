package routes.channel.teams;

import java.util.List;
import java.util.Optional;
import routes.channel.Channel;
import routes.channel.OnCall;
import routes.channel.bot.Bot;
import routes.channel.bot.Credential;
import routes.channel.bot.CredentialCheck;
import routes.channel.bot.Mentions;
import routes.common.security.Secret;
import routes.common.security.WebAddress;

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
                        "Address of the workflow that starts \"when a Teams webhook request is received\"; it holds its secret"),
                OnCall.credential("sign-in addresses or ids of users"));
    }

    @Override
    public Optional<Mentions> mentions(Bot draft) {
        return Optional.of(TeamsCards.CALLED);
    }

    /** Nothing is sent: a workflow cannot be asked. */
    @Override
    public CredentialCheck check(Bot draft) {
        String url = draft.credential(WEBHOOK_URL).map(Secret::reveal).orElse("");
        Optional<WebAddress> address = WebAddress.parse(url).filter(whole -> !whole.names());
        if (address.isEmpty()) {
            return new CredentialCheck.Invalid(
                    WEBHOOK_URL, "a workflow's address begins with https://: copy all of it");
        }
        return address.get().host().endsWith(".webhook.office.com")
                ? new CredentialCheck.Invalid(
                        WEBHOOK_URL, "Microsoft has retired this kind of webhook (webhook.office.com): make a workflow")
                : CredentialCheck.Valid.UNTOLD;
    }
}

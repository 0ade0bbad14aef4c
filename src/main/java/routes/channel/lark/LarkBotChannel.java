package routes.channel.lark;

import java.util.List;
import java.util.Optional;
import routes.channel.Channel;
import routes.channel.HookUrl;
import routes.channel.bot.Bot;
import routes.channel.bot.Credential;
import routes.channel.bot.CredentialCheck;
import routes.channel.bot.Mentions;
import routes.common.security.Secret;

/** Custom bots of Lark groups, outgoing only. A bot posts into the one group that its URL belongs to. */
public final class LarkBotChannel implements Channel {
    public static final String TYPE = "LarkBot";
    private static final String HOOK_PATH = "/open-apis/bot/v2/hook/";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Credential> credentials() {
        return List.of(
                Credential.required(HookUrl.CREDENTIAL, "Webhook address of the custom bot: group settings, Bots"),
                Credential.optional(
                        LarkCredentials.HOOK_SECRET, "Signing secret of the custom bot, where \"set signature\" is on"),
                LarkCredentials.CALLED);
    }

    @Override
    public Optional<Mentions> mentions(Bot draft) {
        return Optional.of(LarkCards.OF_BOT);
    }

    @Override
    public CredentialCheck check(Bot draft) {
        String url = draft.credential(HookUrl.CREDENTIAL).map(Secret::reveal).orElse("");
        return url.matches("https?://[^/?#\\s]+" + HOOK_PATH + "[A-Za-z0-9_-]+")
                ? CredentialCheck.Valid.UNTOLD
                : new CredentialCheck.Invalid(
                        HookUrl.CREDENTIAL, "a custom bot's address has " + HOOK_PATH + " in it: copy all of it");
    }
}

package routes.channel.lark;

import java.util.List;
import routes.channel.OnCall;
import routes.channel.bot.Bot;
import routes.channel.bot.Credential;
import routes.channel.socket.EventWay;

/** What a Lark bot holds. */
final class LarkCredentials {
    static final String ENCRYPT_KEY = "encrypt_key";
    static final String VERIFICATION_TOKEN = "verification_token";
    static final String HOOK_SECRET = "webhook_secret";

    static final Credential CALLED =
            OnCall.credential("open ids (ou_…), e-mail addresses (not by a custom bot), or all");

    static final List<Credential> DECLARED = List.of(
            Credential.required(Bot.SECRET, "App secret: developer console, Credentials & Basic Info"),
            Credential.optional(ENCRYPT_KEY, "Encrypt key: developer console, Events & Callbacks, Encryption Strategy"),
            Credential.optional(
                    VERIFICATION_TOKEN,
                    "Verification token: developer console, Events & Callbacks, Encryption Strategy"),
            EventWay.credential("long connection"),
            CALLED);

    private LarkCredentials() {}
}

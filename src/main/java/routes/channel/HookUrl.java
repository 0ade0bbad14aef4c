package routes.channel;

import java.util.Optional;
import routes.channel.bot.Bot;
import routes.channel.bot.CredentialCheck;
import routes.common.security.Secret;
import routes.common.security.WebAddress;

/** The webhook URL of a group's robot, which holds the robot's only secret. Where it may lead is the egress guard's matter. */
public final class HookUrl {
    /** The name of the credential in every channel that has such robots. */
    public static final String CREDENTIAL = "webhook_url";

    /** What a bot lacks that sends by a hook or, without one, as an application. */
    public static Optional<String> orSecret(Bot bot) {
        boolean able = bot.credential(CREDENTIAL).isPresent()
                || bot.credential(Bot.SECRET).isPresent();
        return able ? Optional.empty() : Optional.of(CREDENTIAL + " or " + Bot.SECRET);
    }

    private HookUrl() {}

    /** Whether it can be one; nothing is sent. @param parameter the one in its query that names the robot */
    public static CredentialCheck check(Bot draft, String parameter) {
        String url = draft.credential(CREDENTIAL).map(Secret::reveal).orElse("").strip();
        boolean whole = WebAddress.parse(url)
                .filter(address -> address.sendable().matches("[^?]*\\?(.*&)?" + parameter + "=[^&]+(&.*)?"))
                .isPresent();
        return whole ? CredentialCheck.Valid.UNTOLD : invalid(parameter);
    }

    private static CredentialCheck invalid(String parameter) {
        return new CredentialCheck.Invalid(
                CREDENTIAL,
                "a robot's webhook URL begins with https:// and has " + parameter + "= in it: copy all of it");
    }
}

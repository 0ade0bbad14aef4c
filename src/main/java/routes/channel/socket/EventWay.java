package routes.channel.socket;

import java.util.Optional;
import routes.channel.bot.Bot;
import routes.channel.bot.Credential;
import routes.channel.bot.CredentialCheck;
import routes.common.security.Secret;

/** How a bot gets the events of its platform, where its credentials alone do not tell: a credential that is no secret. */
public final class EventWay {
    public static final String CREDENTIAL = "receive_by";

    private static final String WEBHOOK = "webhook";
    private static final String SOCKET = "socket";

    private EventWay() {}

    /** @param name what the platform calls its connection, such as {@code Stream mode} */
    public static Credential credential(String name) {
        return Credential.open(
                CREDENTIAL,
                "How events come: webhook (the platform posts to the hub, also when this is not set) or socket (" + name
                        + ": the hub connects to the platform and needs no public address)");
    }

    public static boolean socket(Bot bot) {
        return value(bot).equals(SOCKET);
    }

    /** What is wrong with it; empty when nothing is. */
    public static Optional<CredentialCheck.Invalid> fault(Bot draft) {
        String value = value(draft);
        return value.isEmpty() || value.equals(WEBHOOK) || value.equals(SOCKET)
                ? Optional.empty()
                : Optional.of(new CredentialCheck.Invalid(CREDENTIAL, "receive_by is webhook or socket"));
    }

    private static String value(Bot bot) {
        return bot.credential(CREDENTIAL).map(Secret::reveal).orElse("");
    }
}

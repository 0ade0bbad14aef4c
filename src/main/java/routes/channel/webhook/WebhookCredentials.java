package routes.channel.webhook;

import java.util.List;
import routes.channel.bot.Credential;

/** What a system that posts to us holds. A bot of this channel is one such system, under a name that people choose. */
final class WebhookCredentials {
    static final String SIGNING_SECRET = "signing_secret";
    static final String TOKEN = "token";

    static final List<Credential> DECLARED = List.of(
            Credential.optional(
                    SIGNING_SECRET,
                    "Secrets of the Standard Webhooks scheme (whsec_…), several with a space between while one is changed"),
            Credential.optional(
                    TOKEN,
                    "A text that the system sends in X-Veaiops-Token or as a bearer token, where it cannot sign"));

    private WebhookCredentials() {}
}

package routes.channel.wecom;

import java.util.List;
import java.util.Optional;
import routes.channel.HookUrl;
import routes.channel.OnCall;
import routes.channel.bot.Bot;
import routes.channel.bot.Credential;
import routes.common.security.CallbackEnvelope;
import routes.common.security.Secret;

/** What a WeCom bot holds: a group robot its webhook URL, an application corp id, agent id and secret. */
final class WeComCredentials {
    static final String CORP = "corp_id";
    static final String AGENT = "agent_id";
    static final String TOKEN = "callback_token";
    static final String AES_KEY = "callback_aes_key";

    static final List<Credential> DECLARED = List.of(
            Credential.optional(Bot.SECRET, "Application: its secret, beside the agent id in the admin console"),
            Credential.open(CORP, "Application: corp id of the enterprise, if the bot id is not that"),
            Credential.open(AGENT, "Application: agent id, a number"),
            Credential.optional(TOKEN, "Application: token of its callbacks (API receiving messages)"),
            Credential.optional(AES_KEY, "Application: EncodingAESKey of its callbacks, 43 characters"),
            Credential.optional(HookUrl.CREDENTIAL, "Group robot: its webhook URL with the key, as the group shows it"),
            OnCall.credential("user ids, mobile numbers, or all; by a group robot only"));

    private WeComCredentials() {}

    static boolean robot(Bot bot) {
        return bot.credential(HookUrl.CREDENTIAL).isPresent();
    }

    static String corp(Bot bot) {
        return text(bot, CORP).orElse(bot.botId());
    }

    /** Empty when it is missing or no number. */
    static Optional<Integer> agent(Bot bot) {
        return text(bot, AGENT).filter(id -> id.matches("\\d{1,9}")).map(Integer::valueOf);
    }

    static Optional<String> text(Bot bot, String credential) {
        return bot.credential(credential).map(secret -> secret.reveal().strip()).filter(value -> !value.isEmpty());
    }

    /** Empty when the bot takes no callbacks, or its key is none. */
    static Optional<CallbackEnvelope> envelope(Bot bot) {
        Optional<Secret> token = bot.credential(TOKEN);
        Optional<Secret> key = bot.credential(AES_KEY);
        if (token.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(CallbackEnvelope.of(token.get(), key.get(), corp(bot)));
        } catch (IllegalArgumentException expected) {
            return Optional.empty();
        }
    }
}

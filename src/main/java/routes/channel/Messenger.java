package routes.channel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.channel.bot.Bot;
import routes.common.error.VeaiopsException;
import routes.common.outgoing.HttpCall;
import routes.common.security.Secret;
import routes.notice.Notice;
import routes.notice.SendResult;

/** Writes the one call that carries a notice to its platform. {@link BotSender} makes it and judges the answer. */
public interface Messenger {
    /** The type of the channel. */
    String type();

    /**
     * The call, ready to be made.
     *
     * @throws Unsendable when there is nothing to send, or no receiver
     * @throws TokenRefused when the platform gives no token
     */
    Outgoing outgoing(Notice notice, Bot bot);

    /** Whether the platform does not accept the call's token any more. It is forgotten then, and a new one fetched once. */
    default boolean tokenIsOver(Outgoing sent, JsonNode answer) {
        return false;
    }

    /**
     * One call.
     *
     * @param url the whole URL where a user set it; null for the platform's own API, which the route knows
     * @param token with which the call was made; null when it needs none
     */
    record Outgoing(Bot bot, PlatformCalls.Request request, @Nullable String url, @Nullable Secret token) {
        HttpCall call() {
            return url == null ? request.httpCall() : request.httpCall(url);
        }

        /** What an answer may repeat and no person may see. */
        List<String> hidden() {
            return token == null ? HiddenTexts.of(bot) : HiddenTexts.of(bot, token);
        }

        @Override
        public String toString() {
            return bot + ": " + request;
        }
    }

    /** There is nothing to send, and the result is known without a call. */
    final class Unsendable extends VeaiopsException {
        private static final long serialVersionUID = 1L;
        private final transient SendResult result;

        public Unsendable(SendResult result) {
            super(result.said().text());
            this.result = result;
        }

        public SendResult result() {
            return result;
        }
    }

    /** The platform gives no token; its answer says why. */
    final class TokenRefused extends VeaiopsException {
        private static final long serialVersionUID = 1L;
        private final transient PlatformCalls.Answer answer;

        public TokenRefused(String platform, PlatformCalls.Answer answer) {
            super(platform + " gives no token (HTTP " + answer.status() + ")");
            this.answer = answer;
        }

        public PlatformCalls.Answer answer() {
            return answer;
        }
    }
}

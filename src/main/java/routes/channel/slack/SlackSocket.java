package routes.channel.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import routes.alarm.BoundedJson;
import routes.channel.Received;
import routes.channel.Received.Refused;
import routes.channel.bot.Bot;
import routes.channel.socket.NoSocket;
import routes.channel.socket.SocketFrame;
import routes.channel.socket.SocketMode;
import routes.channel.socket.SocketRead;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/**
 * Slack's Socket Mode: an app-level token opens a connection, each envelope holds what a post would, and is acknowledged by
 * its id. Slack sends an envelope again, also over another connection of the app, until it is.
 */
final class SlackSocket implements SocketMode {
    private static final Duration PING = Duration.ofSeconds(20);

    private final SlackApi api;

    SlackSocket(SlackApi api) {
        this.api = api;
    }

    @Override
    public boolean wanted(Bot bot) {
        return bot.credential(SlackCredentials.APP_TOKEN).isPresent();
    }

    @Override
    public Conversation open(Bot bot) {
        JsonNode said =
                api.connection(bot.credential(SlackCredentials.APP_TOKEN).orElseThrow());
        if (!said.path("ok").asBoolean()) {
            String error = said.path("error").asText();
            throw new NoSocket("Slack opens no connection" + (error.matches("[a-z_]{1,60}") ? ": " + error : "")
                    + "; check " + SlackCredentials.APP_TOKEN);
        }
        return new Envelopes(bot, URI.create(said.path("url").asText()));
    }

    private record Envelopes(Bot bot, URI address) implements Conversation {
        @Override
        public Duration pingEvery() {
            return PING;
        }

        @Override
        public SocketRead read(SocketFrame frame, Instant at) {
            ObjectNode envelope;
            try {
                envelope = BoundedJson.object(frame.bytes());
            } catch (RefusedRequest noJson) {
                return new SocketRead.Nothing();
            }
            if ("disconnect".equals(envelope.path("type").asText())) {
                return new SocketRead.Renew(
                        "Slack ends it: " + envelope.path("reason").asText());
            }
            String id = envelope.path("envelope_id").asText();
            return id.isEmpty()
                    ? new SocketRead.Nothing()
                    : new SocketRead.Delivery(
                            received(envelope.path("payload"), at),
                            answer -> SocketFrame.json(Map.of("envelope_id", id)));
        }

        private Received received(JsonNode payload, Instant at) {
            return payload instanceof ObjectNode body
                    ? SlackPosts.genuine(body, List.of(bot), null, at)
                    : new Refused(ErrorCode.MALFORMED_BODY, "the payload of an envelope is an object");
        }
    }
}

package routes.channel.lark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.alarm.BoundedJson;
import routes.channel.Received;
import routes.channel.Received.Refused;
import routes.channel.bot.Bot;
import routes.channel.socket.EventWay;
import routes.channel.socket.NoSocket;
import routes.channel.socket.SocketFrame;
import routes.channel.socket.SocketMode;
import routes.channel.socket.SocketRead;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;

/**
 * Lark's long connection: app id and secret open it; events and clicks come unencrypted, in frames of which a large one is
 * sent in parts, and each is answered with a status and what a post would be answered. What is not answered comes again.
 */
final class LarkSocket implements SocketMode {
    private static final Pattern SERVICE = Pattern.compile("[?&]service_id=(\\d{1,9})(&|$)");
    private static final int SHORTEST_PING_SECONDS = 5;
    private static final int LONGEST_PING_SECONDS = 120;

    private final LarkApi api;
    private final LarkEvents events;

    LarkSocket(LarkApi api, LarkEvents events) {
        this.api = api;
        this.events = events;
    }

    @Override
    public boolean wanted(Bot bot) {
        return EventWay.socket(bot);
    }

    @Override
    public Conversation open(Bot bot) {
        JsonNode said = api.connection(bot);
        String url = said.at("/data/URL").asText();
        if (said.path("code").asInt(-1) != 0 || url.isEmpty()) {
            throw new NoSocket(
                    "Lark opens no connection (code " + said.path("code").asInt(-1)
                            + "); check app id and secret, and that the app receives events by long connection");
        }
        int ping = said.at("/data/ClientConfig/PingInterval").asInt(LONGEST_PING_SECONDS);
        Duration every = Duration.ofSeconds(Math.min(LONGEST_PING_SECONDS, Math.max(SHORTEST_PING_SECONDS, ping)));
        return new Frames(bot, events, URI.create(url), every);
    }

    /** Keeps the parts of a frame that is not whole yet. */
    private static final class Frames implements Conversation {
        private final Bot bot;
        private final LarkEvents events;
        private final URI address;
        private final Duration pingEvery;
        private final int service;
        private final LarkFrameParts unfinished = new LarkFrameParts();

        Frames(Bot bot, LarkEvents events, URI address, Duration pingEvery) {
            this.bot = bot;
            this.events = events;
            this.address = address;
            this.pingEvery = pingEvery;
            Matcher found = SERVICE.matcher(address.toString());
            this.service = found.find() ? Integer.parseInt(found.group(1)) : 0;
        }

        @Override
        public URI address() {
            return address;
        }

        @Override
        public Duration pingEvery() {
            return pingEvery;
        }

        @Override
        public Optional<SocketFrame> ping() {
            LarkFrame ping = new LarkFrame(0, 0, service, LarkFrame.CONTROL, Map.of("type", "ping"), new byte[0]);
            return Optional.of(SocketFrame.binary(ping.bytes()));
        }

        @Override
        public SocketRead read(SocketFrame frame, Instant at) {
            try {
                LarkFrame read = LarkFrame.read(frame.bytes());
                return read.method() == LarkFrame.DATA ? data(read, at) : new SocketRead.Nothing();
            } catch (IOException noFrame) {
                return new SocketRead.Nothing();
            }
        }

        private SocketRead data(LarkFrame frame, Instant at) {
            return unfinished
                    .whole(frame)
                    .<SocketRead>map(payload -> new SocketRead.Delivery(
                            received(payload, at),
                            answer -> SocketFrame.binary(
                                    frame.with(Json.bytes(Map.of("code", 200, "data", answer.body())))
                                            .bytes())))
                    .orElseGet(SocketRead.Nothing::new);
        }

        private Received received(byte[] payload, Instant at) {
            try {
                LarkEnvelope envelope = LarkEnvelope.of(BoundedJson.object(payload));
                boolean other = !envelope.appId().isEmpty() && !envelope.appId().equals(bot.botId());
                return other
                        ? new Refused(ErrorCode.NOT_FOUND, "the event is for another app")
                        : events.of(bot, new LarkPosts.Genuine(envelope, at, null));
            } catch (RefusedRequest e) {
                return new Refused(ErrorCode.MALFORMED_BODY, e.getMessage());
            }
        }
    }
}

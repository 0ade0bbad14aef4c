package routes.steps.socket;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import routes.channel.Channel;
import routes.channel.bot.Bot;
import routes.channel.socket.SocketFrame;
import routes.channel.socket.SocketMode;
import routes.channel.socket.SocketRead;
import routes.fakes.FakeSlackSockets;

/** Slack with a ping of its own that nothing answers. */
record ImpatientSlack(FakeSlackSockets fake) implements Channel {
    @Override
    public String type() {
        return "Slack";
    }

    @Override
    public Optional<SocketMode> socketMode() {
        SocketMode slack =
                SocketPlatform.SLACK.made(fake).with(null).socketMode().orElseThrow();
        return Optional.of(new SocketMode() {
            @Override
            public boolean wanted(Bot bot) {
                return slack.wanted(bot);
            }

            @Override
            public Conversation open(Bot bot) {
                return quick(slack.open(bot));
            }
        });
    }

    private static SocketMode.Conversation quick(SocketMode.Conversation slow) {
        return new SocketMode.Conversation() {
            @Override
            public URI address() {
                return slow.address();
            }

            @Override
            public Duration pingEvery() {
                return Duration.ofMillis(50);
            }

            @Override
            public Optional<SocketFrame> ping() {
                return Optional.of(SocketFrame.json(Map.of("type", "ping")));
            }

            @Override
            public SocketRead read(SocketFrame frame, Instant at) {
                return slow.read(frame, at);
            }
        };
    }
}

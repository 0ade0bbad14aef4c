package routes.steps.socket;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.camel.Message;
import org.apache.camel.main.Main;
import routes.channel.Channel;
import routes.channel.Channels;
import routes.channel.InboundEvent;
import routes.channel.PlatformCalls;
import routes.channel.bot.Bot;
import routes.channel.bot.BotRegistry;
import routes.channel.socket.SocketMode;
import routes.common.json.Json;
import routes.steps.inbound.InboundRecords;

/** The route {@code webhooks-socket} with one channel; the log behind it is a list, which a test can take away. */
final class Sockets implements AutoCloseable {
    private final Main main = new Main();
    private final List<InboundEvent> kept = new CopyOnWriteArrayList<>();
    private final List<Bot> bots = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    /** A channel that is made with the bots of this run. */
    interface Made {
        Channel with(BotRegistry bots);
    }

    Sockets(Made made, Bot... first) throws Exception {
        bots.addAll(List.of(first));
        BotRegistry registry = registry();
        Channel channel = made.with(registry);
        main.setOverrideProperties(settings());
        Channels channels =
                new Channels(() -> List.of(channel, new Silent("Slack"), new Silent("DingTalk"), new Silent("Lark")));
        main.bind("platform-socket", new SocketComponent(channels, registry, Clock.systemUTC()));
        main.bind("socketSteps", new SocketSteps(new InboundRecords(900_000)));
        main.init();
        var log = main.getCamelContext().getEndpoint("direct:inbound-append").createConsumer(exchange -> {
            if (away) {
                throw new IOException("the log is away");
            }
            List<?> records = exchange.getMessage().getBody(List.class);
            for (Object record : new ArrayList<>(records)) {
                kept.add(Json.mapper().readValue(((Message) record).getBody(byte[].class), InboundEvent.class));
            }
        });
        log.start();
        main.start();
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "camel.server.enabled", "false",
                "camel.management.enabled", "false",
                "veaiops.kafka.brokers", "127.0.0.1:1",
                "veaiops.sockets.check-millis", "50",
                "veaiops.sockets.first-retry-millis", "50",
                "veaiops.sockets.longest-retry-millis", "200",
                "veaiops.sockets.allow-plain", "true",
                "camel.main.routes-include-pattern",
                        "classpath:routes/_errors.camel.yaml,classpath:routes/webhooks-socket.camel.yaml"));
        return settings;
    }

    List<InboundEvent> kept() {
        return List.copyOf(kept);
    }

    List<String> ids() {
        return kept.stream().map(event -> event.header().eventId()).toList();
    }

    void away(boolean now) {
        away = now;
    }

    void bots(Bot... now) {
        bots.clear();
        bots.addAll(List.of(now));
    }

    private BotRegistry registry() {
        return new BotRegistry() {
            @Override
            public Optional<Bot> find(String channel, String botId) {
                return active(channel).stream()
                        .filter(bot -> bot.botId().equals(botId))
                        .findFirst();
            }

            @Override
            public List<Bot> active(String channel) {
                return bots.stream()
                        .filter(bot -> bot.channel().equals(channel))
                        .toList();
            }
        };
    }

    @Override
    public void close() {
        main.stop();
    }

    /** Stands for the channels that a test does not speak of. */
    private record Silent(String type) implements Channel {
        @Override
        public Optional<SocketMode> socketMode() {
            return Optional.of(new SocketMode() {
                @Override
                public boolean wanted(Bot bot) {
                    return false;
                }

                @Override
                public Conversation open(Bot bot) {
                    throw new AssertionError("no bot wants it");
                }
            });
        }
    }

    /** Calls to a fake platform, without the route of its channel. */
    static PlatformCalls calls(Supplier<String> baseUrl) {
        HttpClient http = HttpClient.newHttpClient();
        return request -> {
            HttpRequest.Builder call = HttpRequest.newBuilder(URI.create(baseUrl.get() + request.path()))
                    .method(request.method(), BodyPublishers.ofByteArray(request.body()));
            request.headers().forEach(call::header);
            try {
                var answer = http.send(call.build(), BodyHandlers.ofByteArray());
                Map<String, String> headers = new TreeMap<>();
                answer.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
                return new PlatformCalls.Answer(answer.statusCode(), headers, answer.body());
            } catch (IOException e) {
                throw new IllegalStateException("the fake does not answer", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        };
    }
}

package routes.examples.lantern;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import routes.channel.Channel;
import routes.channel.EventTypes;
import routes.channel.InboundPost;
import routes.channel.NoticeWriter;
import routes.channel.Received;
import routes.channel.bot.Bot;
import routes.fakes.BotsInMemory;
import routes.fakes.FakePlatform;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.fakes.SampleEvent;
import routes.kits.ChannelContract;
import routes.kits.ChannelRoute;
import routes.notice.EventLinks;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.receipt.ReceiptRegistry;
import routes.notice.render.Look;
import routes.notice.render.NoticeRenderer;
import routes.subscription.Subscription;

/** The development guide's channel keeps the contract of channels, and the guide shows it as it is. */
class LanternGuideTest extends ChannelContract {
    private static final Path EXAMPLE = Path.of("src/test/java/routes/examples/lantern");
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path GUIDE = Path.of("docs/development.md");

    @Override
    protected Subject open() throws Exception {
        return new Lantern();
    }

    @Test
    void what_is_said_in_a_room_is_a_message() {
        Channel lantern = subject().channel();
        Received received = lantern.receive(new InboundPost(
                InboundPost.Path.ANY,
                "POST",
                Map.of(),
                Map.of("x-lantern-token", Lantern.TOKEN),
                "{\"id\":\"m1\",\"type\":\"said\",\"room\":\"ops\",\"author\":\"jo\",\"text\":\"@Ops help\"}"
                        .getBytes(StandardCharsets.UTF_8),
                SampleEvent.NOW));

        assertThat(received).isInstanceOfSatisfying(Received.Accepted.class, accepted -> {
            assertThat(accepted.events().get(0).header().eventType()).isEqualTo(EventTypes.MESSAGE);
            assertThat(lantern.message(accepted.events().get(0), Lantern.BOT))
                    .hasValueSatisfying(
                            message -> assertThat(message.mentioned()).isTrue());
        });
    }

    @Test
    void the_guide_shows_the_files_as_they_are() throws Exception {
        String guide = Files.readString(GUIDE).replaceAll("(?m)^   ", "");

        for (Path file : List.of(
                EXAMPLE.resolve("LanternChannel.java"),
                EXAMPLE.resolve("LanternWiring.java"),
                RESOURCES.resolve("routes/channel-lantern.camel.yaml"),
                RESOURCES.resolve("templates/lantern/fallback.mustache"))) {
            String text = Files.readString(file);
            assertThat(guide).contains(text.substring(Math.max(0, text.indexOf("/** "))));
        }
    }

    private static final class Lantern implements Subject {
        static final String TOKEN = "lantern-token-1";
        static final Bot BOT = bot("Lantern", "lantern-bot", "secret", TOKEN);

        private final FakePlatform platform = new FakePlatform(Clock.systemUTC(), 0) {
            @Override
            protected PlatformAnswer answer(PlatformCall call) {
                boolean fine = call.header("authorization").orElse("").equals("Bearer " + TOKEN)
                        && call.holdsJson()
                        && call.body().length <= 8000;
                return PlatformAnswer.json(fine ? 200 : 400, "{}");
            }
        };
        private final LanternChannel channel;
        private final ChannelRoute route;

        Lantern() throws Exception {
            NoticeWriter writer = new NoticeWriter(
                    new NoticeRenderer(Optional.empty(), new EventLinks("http://aiops.example"), Clock.systemUTC())
                            .checked(List.of(LanternWiring.MEDIUM)),
                    notice -> new Look("en", ZoneOffset.UTC),
                    () -> NoticeWriter.Buttons.NONE);
            channel = new LanternChannel(
                    BotsInMemory.of(BOT),
                    notice -> writer.write(notice, LanternWiring.MEDIUM).text(),
                    ReceiptRegistry.load(Optional.empty()).of("webhook"),
                    platform.url());
            route = ChannelRoute.start("channel-lantern", List.of(), Map.of("lanternChannel", channel), Map.of());
        }

        @Override
        public Channel channel() {
            return channel;
        }

        @Override
        public FakePlatform platform() {
            return platform;
        }

        @Override
        public SendResult send(Notice notice) {
            return route.send(notice);
        }

        @Override
        public Notice notice() {
            return told(SampleEvent.anEvent());
        }

        @Override
        public Notice tooLong() {
            return told(SampleEvent.anEvent().labelled("value", "长".repeat(40_000)));
        }

        private static Notice told(SampleEvent event) {
            return ChannelRoute.notice(event.build(), new Subscription.Target("Lantern", "ops", "lantern-bot", null));
        }

        @Override
        public boolean carriesMessage(PlatformCall call) {
            return call.path().equals("/rooms/ops/messages");
        }

        @Override
        public PlatformAnswer businessError() {
            return PlatformAnswer.text(422, "no such room");
        }

        @Override
        public PlatformAnswer throttled() {
            return PlatformAnswer.text(429, "too fast").with("Retry-After", "7");
        }

        @Override
        public List<String> secrets() {
            return List.of(TOKEN);
        }

        @Override
        public int longestBody() {
            return 8000;
        }

        @Override
        public void close() {
            route.close();
            platform.close();
        }
    }
}

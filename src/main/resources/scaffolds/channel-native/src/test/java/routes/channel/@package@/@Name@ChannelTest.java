package routes.channel.@package@;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import routes.channel.bot.Bot;
import routes.channel.Channel;
import routes.channel.EventTypes;
import routes.channel.InboundPost;
import routes.channel.NoticeWriter;
import routes.channel.Received;
import routes.subscription.Subscription;
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

/** @Name@ keeps the contract of channels (routes.kits.ChannelContract), on a fake of the platform. */
class @Name@ChannelTest extends ChannelContract {
    @Override
    protected Subject open() throws Exception {
        return new Fake();
    }

    @Test
    void what_is_said_in_a_room_is_a_message() {
        Channel channel = subject().channel();
        Received received = channel.receive(new InboundPost(
                InboundPost.Path.ANY,
                "POST",
                Map.of(),
                Map.of("x-@package@-token", Fake.TOKEN),
                "{\"id\":\"m1\",\"type\":\"said\",\"room\":\"ops\",\"author\":\"jo\",\"text\":\"@Ops help\"}"
                        .getBytes(StandardCharsets.UTF_8),
                SampleEvent.NOW));

        assertThat(received).isInstanceOfSatisfying(Received.Accepted.class, accepted -> {
            assertThat(accepted.events().get(0).header().eventType()).isEqualTo(EventTypes.MESSAGE);
            assertThat(channel.message(accepted.events().get(0), Fake.BOT))
                    .hasValueSatisfying(
                            message -> assertThat(message.mentioned()).isTrue());
        });
    }

    private static final class Fake implements Subject {
        static final String TOKEN = "@package@-token-1";
        static final Bot BOT = bot("@Name@", "@package@-bot", "secret", TOKEN);

        private final FakePlatform platform = new FakePlatform(Clock.systemUTC(), 0) {
            @Override
            protected PlatformAnswer answer(PlatformCall call) {
                boolean fine = call.header("authorization").orElse("").equals("Bearer " + TOKEN)
                        && call.holdsJson()
                        && call.body().length <= 8000;
                return PlatformAnswer.json(fine ? 200 : 400, "{}");
            }
        };
        private final @Name@Channel channel;
        private final ChannelRoute route;

        Fake() throws Exception {
            NoticeWriter writer = new NoticeWriter(
                    new NoticeRenderer(Optional.empty(), new EventLinks("http://aiops.example"), Clock.systemUTC())
                            .checked(List.of(@Name@Wiring.MEDIUM)),
                    notice -> new Look("en", ZoneOffset.UTC),
                    () -> NoticeWriter.Buttons.NONE);
            channel = new @Name@Channel(
                    BotsInMemory.of(BOT),
                    notice -> writer.write(notice, @Name@Wiring.MEDIUM).text(),
                    ReceiptRegistry.load(Optional.empty()).of("webhook"),
                    new @Name@Config(platform.url(), Clock.systemUTC()));
            route = ChannelRoute.start("channel-@package@", List.of(), Map.of("@package@Channel", channel), Map.of());
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
            return notice(SampleEvent.anEvent());
        }

        @Override
        public Notice tooLong() {
            return notice(SampleEvent.anEvent().labelled("value", "长".repeat(40_000)));
        }

        private static Notice notice(SampleEvent event) {
            return ChannelRoute.notice(event.build(), new Subscription.Target("@Name@", "ops", "@package@-bot", null));
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

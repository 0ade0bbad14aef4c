package routes.channel.mapped;

import static routes.fakes.BotsInMemory.bot;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import routes.event.PublishedEvent;
import routes.fakes.BotsInMemory;
import routes.fakes.FakePlatform;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.fakes.SampleEvent;
import routes.fixtures.Writers;
import routes.kits.ChannelRoute;
import routes.notice.SendResult;
import routes.notice.receipt.ReceiptRegistry;
import routes.subscription.Subscription;

/** A channel as a file that a test writes, with one bot and a target that records what comes. */
final class FileOfChannel implements AutoCloseable {
    private final MappedChannels channels;
    private final Target target = new Target();
    private final ChannelRoute route;
    private final String type;

    private FileOfChannel(MappedChannels channels, String... credentials) throws Exception {
        this.channels = channels;
        this.type = channels.channels().get(0).type();
        String[] held = Stream.of(credentials)
                .map(value -> value.replace("URL", target.url()))
                .toArray(String[]::new);
        MappedSender sender = new MappedSender(
                channels,
                BotsInMemory.of(bot(type, "robot", held)),
                Writers.english(channels::templates),
                ReceiptRegistry.load(Optional.empty()),
                Clock.fixed(SampleEvent.NOW, ZoneOffset.UTC));
        this.route = ChannelRoute.start("channel-mapped", List.of(), Map.of("mappedSender", sender), Map.of());
    }

    /** @param credentials names and values in turn, with {@code URL} for the address of the target */
    static FileOfChannel written(String yaml, String template, String... credentials) throws Exception {
        MappedChannels channels = read(yaml, template);
        if (channels.channels().isEmpty()) {
            throw new AssertionError(channels.problems());
        }
        return new FileOfChannel(channels, credentials);
    }

    static List<String> problems(String yaml, String template) {
        return read(yaml, template).problems();
    }

    private static MappedChannels read(String yaml, String template) {
        return MappedChannels.read(
                List.of(new ChannelPack("case", "channel.yaml", yaml, Map.of("fallback.mustache", template))),
                Set.of(),
                ReceiptRegistry.load(Optional.empty()).names());
    }

    FileOfChannel answering(PlatformAnswer answer) {
        target.answer = answer;
        return this;
    }

    SendResult send(PublishedEvent event, String address) {
        return route.send(ChannelRoute.notice(event, new Subscription.Target(type, address, "robot", null)));
    }

    /** The one call that came of it. */
    PlatformCall sent(PublishedEvent event, String address) {
        target.forget();
        SendResult result = send(event, address);
        if (target.calls().size() != 1) {
            throw new AssertionError(result + ": " + target.calls());
        }
        return target.calls().get(0);
    }

    @Override
    public void close() {
        route.close();
        target.close();
    }

    private static final class Target extends FakePlatform {
        private volatile PlatformAnswer answer = PlatformAnswer.json(200, "{}");

        Target() {
            super(Clock.systemUTC(), 0);
        }

        @Override
        protected PlatformAnswer answer(PlatformCall call) {
            return answer;
        }
    }
}

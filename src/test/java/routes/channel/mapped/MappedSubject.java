package routes.channel.mapped;

import static routes.fakes.BotsInMemory.bot;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import routes.channel.Channel;
import routes.channel.NoticeWriter;
import routes.extension.source.ShippedFolder;
import routes.fakes.BotsInMemory;
import routes.fakes.FakePlatform;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.fakes.SampleEvent;
import routes.fixtures.Writers;
import routes.kits.ChannelContract;
import routes.kits.ChannelRoute;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.receipt.ReceiptRegistry;
import routes.subscription.Subscription;

/** A mapped channel with its shared route, against a small target that answers as the platform does. */
final class MappedSubject implements ChannelContract.Subject {
    private static final String ANY_CHAT = "-100 7/x";
    static final String SECRET = "s3cret-of-the-robot";

    private final Target target;
    private final MappedChannels channels;
    private final ChannelRoute route;

    /**
     * How one platform answers.
     *
     * @param credentials of the bot, with {@code URL} for the address of the target
     */
    record Ways(
            String type,
            String path,
            Map<String, String> credentials,
            PlatformAnswer taken,
            PlatformAnswer refused,
            PlatformAnswer throttled,
            int longest) {}

    private final Ways ways;

    private MappedSubject(Ways ways, MappedChannels channels) throws Exception {
        this.ways = ways;
        this.channels = channels;
        this.target = new Target(ways.taken());
        String[] credentials = ways.credentials().entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue().replace("URL", target.url())))
                .toArray(String[]::new);
        NoticeWriter writer = Writers.english(channels::templates);
        MappedSender sender = new MappedSender(
                channels,
                BotsInMemory.of(bot(ways.type(), "robot", credentials)),
                writer,
                ReceiptRegistry.load(Optional.empty()),
                Clock.systemUTC());
        this.route = ChannelRoute.start("channel-mapped", List.of(), Map.of("mappedSender", sender), Map.of());
    }

    /** A channel that comes with the application. */
    static MappedSubject shipped(Ways ways) throws Exception {
        return new MappedSubject(
                ways, read(ShippedFolder.read("channels", ChannelFolder::packs).orElseThrow()));
    }

    private static MappedChannels read(List<ChannelPack> packs) {
        return MappedChannels.read(
                packs, Set.of(), ReceiptRegistry.load(Optional.empty()).names());
    }

    @Override
    public Channel channel() {
        return channels.channels().stream()
                .filter(channel -> channel.type().equals(ways.type()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(channels.problems()));
    }

    @Override
    public FakePlatform platform() {
        return target;
    }

    @Override
    public SendResult send(Notice notice) {
        return route.send(notice);
    }

    @Override
    public Notice notice() {
        return to(SampleEvent.anEvent());
    }

    @Override
    public Notice tooLong() {
        return to(SampleEvent.anEvent().labelled("value", "长".repeat(40_000)));
    }

    /** A notice about another event. */
    Notice about(SampleEvent event) {
        return to(event);
    }

    private Notice to(SampleEvent event) {
        String chat = channel().chatFault(ANY_CHAT).isEmpty() ? ANY_CHAT : "-1007";
        return to(event, chat);
    }

    Notice to(SampleEvent event, String chat) {
        return ChannelRoute.notice(event.build(), new Subscription.Target(ways.type(), chat, "robot", null));
    }

    @Override
    public boolean carriesMessage(PlatformCall call) {
        return ways.path().endsWith("/") && ways.path().length() > 1
                ? call.path().startsWith(ways.path())
                : call.path().equals(ways.path());
    }

    @Override
    public PlatformAnswer businessError() {
        return ways.refused();
    }

    @Override
    public PlatformAnswer throttled() {
        return ways.throttled();
    }

    @Override
    public List<String> secrets() {
        return List.of(SECRET);
    }

    @Override
    public int longestBody() {
        return ways.longest();
    }

    @Override
    public void close() {
        route.close();
        target.close();
    }

    private static final class Target extends FakePlatform {
        private final PlatformAnswer taken;

        Target(PlatformAnswer taken) {
            super(Clock.systemUTC(), 0);
            this.taken = taken;
        }

        @Override
        protected PlatformAnswer answer(PlatformCall call) {
            return taken;
        }
    }
}

package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import routes.channel.BotReadiness;
import routes.channel.CardButtons;
import routes.channel.Channel;
import routes.channel.Channels;
import routes.channel.ChatLinks;
import routes.channel.PeopleLookup;
import routes.channel.RecentDeliveries;
import routes.channel.bot.BotRegistry;
import routes.channel.bot.BotVault;
import routes.channel.bot.CachedBotRegistry;
import routes.common.security.ButtonSeal;
import routes.common.security.SecretBox;
import routes.steps.delivery.MessageChanges;
import routes.steps.inbound.InboundEndpoint;
import routes.steps.inbound.InboundRecords;
import routes.steps.inbound.InboundSpool;
import routes.steps.socket.SocketComponent;
import routes.steps.socket.SocketSteps;
import routes.steps.watch.PipelineMetrics;
import routes.store.CollectionNames;
import routes.store.MongoBots;
import routes.store.MongoChats;
import routes.store.MongoMessages;
import routes.store.MongoSentMessages;
import routes.store.MongoSpool;

/** What every channel shares: the registry, the bots, and the endpoints of platform callbacks. */
public class ChannelWiring implements CamelConfiguration {
    private static final int MOST_DELIVERIES = 100_000;

    @BindToRegistry(lazy = true)
    public Channels channels(CamelContext context) {
        return new Channels(() -> context.getRegistry().findByType(Channel.class));
    }

    @BindToRegistry(lazy = true)
    public MongoBots bots(MongoDatabase mongoDatabase) {
        return new MongoBots(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public BotVault botVault(SecretBox secretBox) {
        return new BotVault(secretBox, CollectionNames.BOT);
    }

    @BindToRegistry(lazy = true)
    public CachedBotRegistry botRegistry(
            MongoBots bots,
            BotVault botVault,
            Clock clock,
            @PropertyInject("veaiops.bots.refresh-millis") long refresh) {
        return new CachedBotRegistry(bots, botVault, Duration.ofMillis(refresh), clock);
    }

    @BindToRegistry(lazy = true)
    public BotReadiness botReadiness(CachedBotRegistry botRegistry, Channels channels) {
        return new BotReadiness(botRegistry, channels);
    }

    @BindToRegistry(lazy = true)
    public PeopleLookup peopleLookup(
            @PropertyInject("veaiops.people.keep-seconds") long keep,
            @PropertyInject("veaiops.people.timeout-millis") long timeout,
            Clock clock) {
        return new PeopleLookup(Duration.ofSeconds(keep), Duration.ofMillis(timeout), clock);
    }

    @BindToRegistry(lazy = true)
    public CardButtons cardButtons(SecretBox secretBox) {
        return new CardButtons(new ButtonSeal(secretBox));
    }

    @BindToRegistry(lazy = true)
    public MongoChats chats(MongoDatabase mongoDatabase) {
        return new MongoChats(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public ChatLinks chatLinks(MongoChats chats, CachedBotRegistry botRegistry, Channels channels) {
        return new ChatLinks(chats, botRegistry, channels);
    }

    @BindToRegistry(lazy = true)
    public MongoMessages messages(MongoDatabase mongoDatabase) {
        return new MongoMessages(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public MongoSentMessages sentMessages(MongoDatabase mongoDatabase) {
        return new MongoSentMessages(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public MessageChanges messageChanges(
            Channels channels, CachedBotRegistry botRegistry, MongoSentMessages sentMessages) {
        return new MessageChanges(channels, botRegistry, sentMessages);
    }

    @BindToRegistry(lazy = true)
    public InboundSpool inboundSpool(
            MongoDatabase mongoDatabase,
            PipelineMetrics pipelineMetrics,
            @PropertyInject("veaiops.spool.batch") int batch) {
        return new InboundSpool(
                new MongoSpool(mongoDatabase, CollectionNames.INBOUND_SPOOL), batch, pipelineMetrics.spool("inbound"));
    }

    @BindToRegistry(lazy = true)
    public InboundEndpoint inboundEndpoint(
            Channels channels,
            InboundRecords inboundRecords,
            Clock clock,
            @PropertyInject("veaiops.inbound.window-seconds") long window) {
        RecentDeliveries taken = new RecentDeliveries(Duration.ofSeconds(2 * window), MOST_DELIVERIES);
        return new InboundEndpoint(channels, taken, inboundRecords, clock);
    }

    @BindToRegistry(lazy = true)
    public InboundRecords inboundRecords(@PropertyInject("veaiops.inbound.max-record-bytes") int most) {
        return new InboundRecords(most);
    }

    @BindToRegistry(lazy = true)
    public SocketSteps socketSteps(InboundRecords inboundRecords) {
        return new SocketSteps(inboundRecords);
    }

    /** {@code from: platform-socket:<channel>}. */
    @BindToRegistry(value = "platform-socket", lazy = true)
    public SocketComponent socketComponent(Channels channels, BotRegistry botRegistry, Clock clock) {
        return new SocketComponent(channels, botRegistry, clock);
    }
}

package routes;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import routes.bot.BotVault;
import routes.bot.CachedBotBook;
import routes.channel.BotReadiness;
import routes.channel.CardButtons;
import routes.channel.Channel;
import routes.channel.Channels;
import routes.channel.ChatLinks;
import routes.channel.OnceOnly;
import routes.pipeline.InboundDoor;
import routes.pipeline.InboundSpool;
import routes.pipeline.MessageChanges;
import routes.pipeline.PipelineMetrics;
import routes.security.ButtonSeal;
import routes.security.SecretBox;
import routes.store.ChatIndexes;
import routes.store.CollectionNames;
import routes.store.MongoBots;
import routes.store.MongoChats;
import routes.store.MongoMessages;
import routes.store.MongoSpool;
import routes.store.MongoTold;

/** What every channel shares: the registry, the bots, and the doors through which platforms come in. */
public class ChannelWiring implements CamelConfiguration {
    private static final Clock CLOCK = Clock.systemUTC();
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
    public CachedBotBook botBook(
            MongoBots bots, BotVault botVault, @PropertyInject("veaiops.bots.refresh-millis") long refresh) {
        return new CachedBotBook(bots, botVault, Duration.ofMillis(refresh), CLOCK);
    }

    @BindToRegistry(lazy = true)
    public BotReadiness botReadiness(CachedBotBook botBook, Channels channels) {
        return new BotReadiness(botBook, channels);
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
    public ChatLinks chatLinks(MongoChats chats, CachedBotBook botBook, Channels channels) {
        return new ChatLinks(chats, botBook, channels);
    }

    @BindToRegistry(lazy = true)
    public MongoMessages messages(MongoDatabase mongoDatabase) {
        return new MongoMessages(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public MongoTold told(MongoDatabase mongoDatabase) {
        return new MongoTold(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public MessageChanges messageChanges(Channels channels, CachedBotBook botBook, MongoTold told) {
        return new MessageChanges(channels, botBook, told);
    }

    @BindToRegistry(lazy = true)
    public ChatIndexes chatIndexes(MongoDatabase mongoDatabase) {
        return new ChatIndexes(mongoDatabase);
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
    public InboundDoor inboundDoor(
            Channels channels,
            @PropertyInject("veaiops.inbound.max-record-bytes") int most,
            @PropertyInject("veaiops.inbound.window-seconds") long window) {
        OnceOnly taken = new OnceOnly(Duration.ofSeconds(2 * window), MOST_DELIVERIES);
        return new InboundDoor(channels, taken, most, CLOCK);
    }
}

package routes.wiring;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.alarm.AlarmIds;
import routes.alarm.Disposition;
import routes.alarm.Level;
import routes.api.bot.BotApi;
import routes.api.bot.BotAttributeApi;
import routes.api.bot.ChatApi;
import routes.api.bot.InterestApi;
import routes.channel.BotReadiness;
import routes.channel.Channels;
import routes.channel.ChatLinks;
import routes.channel.OnCall;
import routes.channel.Outbound;
import routes.channel.bot.BotDrafts;
import routes.channel.bot.BotPlatform;
import routes.channel.bot.BotVault;
import routes.channel.bot.CachedBotRegistry;
import routes.channel.bot.StoredBot;
import routes.channel.chat.ChatChange;
import routes.event.EventState;
import routes.event.PublishedEvent;
import routes.notice.FailingTargets;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.store.ConfigurationStore;
import routes.store.MongoBots;
import routes.store.MongoChats;
import routes.store.MongoInterestRules;
import routes.subscription.Subscription;

/** The operations on bots and chats. */
public class BotApiWiring implements CamelConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(BotApiWiring.class);

    private final Executor later =
            Executors.newSingleThreadExecutor(new CamelThreadFactory("veaiops-#counter#-#name#", "chats", true));

    @BindToRegistry(lazy = true)
    public ChatApi chatApi(CamelContext context, MongoBots bots, MongoChats chats, Clock clock) {
        return new ChatApi(bots, chats, bot -> refresh(context, bot, clock.instant()));
    }

    @BindToRegistry(lazy = true)
    public BotAttributeApi botAttributeApi(MongoDatabase mongoDatabase, MongoBots bots, Clock clock) {
        return new BotAttributeApi(bots, ConfigurationStore.botAttributes(mongoDatabase), clock);
    }

    @BindToRegistry(lazy = true)
    public BotApi botApi(CamelContext context, MongoBots bots, BotVault botVault, Channels channels, Clock clock) {
        return new BotApi(bots, new BotDrafts(channels, botVault), channels, surroundings(context, clock), clock);
    }

    @BindToRegistry(lazy = true)
    public MongoInterestRules interestRules(MongoDatabase mongoDatabase) {
        return new MongoInterestRules(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public InterestApi interestApi(MongoInterestRules interestRules, MongoBots bots, Clock clock) {
        return new InterestApi(interestRules, bots, clock);
    }

    private BotApi.Surroundings surroundings(CamelContext context, Clock clock) {
        return new BotApi.Surroundings() {
            @Override
            public void follow() {
                bean(context, "botRegistry", CachedBotRegistry.class).follow();
            }

            @Override
            public void refreshChats(StoredBot bot) {
                bean(context, "failingTargets", FailingTargets.class).forgetBot(bot.channel(), bot.botId());
                later.execute(() -> refreshLater(context, bot, clock));
            }

            @Override
            public SendResult send(StoredBot bot, String chatId, String text) {
                return sent(context, bot, chatId, text, clock.instant());
            }

            @Override
            public List<String> uncalled(StoredBot bot) {
                return missed(context, bot);
            }
        };
    }

    private static List<String> missed(CamelContext context, StoredBot bot) {
        return bean(context, "botRegistry", CachedBotRegistry.class).find(bot.channel(), bot.botId()).stream()
                .flatMap(known -> bean(context, "channels", Channels.class).of(bot.channel()).stream()
                        .flatMap(channel -> OnCall.missed(known, channel).stream()))
                .toList();
    }

    private static void refreshLater(CamelContext context, StoredBot bot, Clock clock) {
        try {
            refresh(context, bot, clock.instant());
        } catch (RuntimeException e) {
            LOG.warn("the chats of {} bot {} are not known yet: {}", bot.channel(), bot.botId(), e.getMessage());
        }
    }

    private static void refresh(CamelContext context, StoredBot bot, Instant now) {
        BotPlatform platform = bean(context, "channels", Channels.class)
                .platform(bot.channel())
                .orElse(null);
        if (platform == null || !platform.listsChats()) {
            return;
        }
        List<ChatChange> listed = platform
                .chatsOf(bean(context, "botVault", BotVault.class).open(bot))
                .stream()
                .map(chat -> new ChatChange(bot.channel(), bot.botId(), chat.chatId(), now, true, chat.name()))
                .toList();
        bean(context, "chats", MongoChats.class).refresh(listed);
        ChatLinks links = bean(context, "chatLinks", ChatLinks.class);
        listed.forEach(chat -> links.of(chat.channel(), chat.botId(), chat.chatId()));
    }

    private static SendResult sent(CamelContext context, StoredBot bot, String chatId, String text, Instant now) {
        String route = bean(context, "channels", Channels.class)
                .of(bot.channel())
                .map(channel -> channel.route())
                .filter(name -> context.hasEndpoint("direct://" + name) != null)
                .orElse("");
        if (route.isEmpty()) {
            return new SendResult.Skipped(FailureReason.NOT_CONFIGURED, "nothing serves the channel " + bot.channel());
        }
        Subscription.Target target = new Subscription.Target(bot.channel(), chatId, bot.botId(), null);
        return bean(context, "botReadiness", BotReadiness.class)
                .hindrance(target, "test again")
                .orElseGet(() -> byRoute(context, route, Notice.reply(event(text, now), target, now)));
    }

    private static SendResult byRoute(CamelContext context, String route, Notice notice) {
        Exchange done = context.createProducerTemplate()
                .request("direct:" + route, exchange -> Outbound.begin(exchange, notice));
        return Outbound.result(done)
                .orElseGet(() -> new SendResult.Skipped(FailureReason.UNKNOWN, "the route ended without a result"));
    }

    private static PublishedEvent event(String text, Instant now) {
        return new PublishedEvent(
                AlarmIds.fresh(now),
                "opened",
                1,
                EventState.FIRING,
                Level.P2,
                "test",
                "intelligent_threshold_agent",
                null,
                text,
                text,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "test",
                1,
                now,
                now,
                null,
                Disposition.NOTIFY,
                "0-0",
                JsonNodeFactory.instance.objectNode(),
                null,
                null,
                null,
                null);
    }

    private static <T> T bean(CamelContext context, String name, Class<T> type) {
        return context.getRegistry().lookupByNameAndType(name, type);
    }
}

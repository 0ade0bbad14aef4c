package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.util.function.Consumer;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.processor.aggregate.UseOriginalAggregationStrategy;
import routes.alarm.chatops.ChatopsAlarmConverter;
import routes.api.bot.InboxApi;
import routes.channel.CardButtons;
import routes.channel.Channels;
import routes.channel.ChatLinks;
import routes.channel.bot.CachedBotRegistry;
import routes.channel.chat.ChatChange;
import routes.steps.delivery.MessageChanges;
import routes.steps.inbound.HandledEvents;
import routes.steps.inbound.InboundClicks;
import routes.steps.inbound.InboundMessages;
import routes.steps.inbound.InboundOutage;
import routes.steps.inbound.InboundSteps;
import routes.steps.inbound.InterestMessages;
import routes.steps.inbound.ReadInbound;
import routes.steps.kafka.BatchCommit;
import routes.steps.watch.PipelineMetrics;
import routes.store.MongoAcknowledgements;
import routes.store.MongoChats;
import routes.store.MongoFiles;
import routes.store.MongoHistoryFeedbacks;
import routes.store.MongoInbox;
import routes.store.MongoInterestRules;
import routes.store.MongoMessages;
import routes.store.MongoOutage;
import routes.store.MongoRuleEvents;
import routes.store.MongoSentMessages;
import routes.store.MongoSilences;
import routes.subscription.silence.Mutes;
import routes.threshold.task.EventFeedback;

/** What is done with the events of chat platforms. */
public class InboundWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public MongoInbox inbox(MongoDatabase mongoDatabase) {
        return new MongoInbox(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public MongoFiles messageFiles(MongoDatabase mongoDatabase) {
        return new MongoFiles(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public MongoAcknowledgements acknowledgements(MongoDatabase mongoDatabase) {
        return new MongoAcknowledgements(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public ReadInbound readInbound(BatchCommit commitBatch) {
        return new ReadInbound(commitBatch);
    }

    @BindToRegistry(lazy = true)
    public InterestMessages interestMessages(
            BatchCommit commitBatch,
            MongoInterestRules interestRules,
            MongoChats chats,
            MongoMessages messages,
            PipelineMetrics pipelineMetrics,
            Clock clock) {
        return new InterestMessages(
                commitBatch,
                interestRules,
                chats,
                messages,
                new InterestMessages.Making(new ChatopsAlarmConverter(), pipelineMetrics, clock));
    }

    /** What ends the work on one event does not end that on the next one, unless it is a failure. */
    @BindToRegistry
    public AggregationStrategy failureOnly() {
        return new UseOriginalAggregationStrategy();
    }

    @BindToRegistry
    public InboundOutage inboundOutage() {
        return new InboundOutage(MongoOutage::test);
    }

    @BindToRegistry(lazy = true)
    public InboundSteps inboundSteps(
            Channels channels,
            CachedBotRegistry botRegistry,
            MongoInbox inbox,
            Consumer<ChatChange> chatChanges,
            Clock clock) {
        return new InboundSteps(channels, botRegistry, inbox, chatChanges, clock);
    }

    @BindToRegistry(lazy = true)
    public HandledEvents handledEvents(MongoInbox inbox, Clock clock) {
        return new HandledEvents(inbox, clock);
    }

    /** What happens to a chat is stored; one that the bot is in gets its link. */
    @BindToRegistry(lazy = true)
    public Consumer<ChatChange> chatChanges(MongoChats chats, ChatLinks chatLinks) {
        return change -> {
            chats.apply(change);
            if (change.active()) {
                chatLinks.of(change.channel(), change.botId(), change.chatId());
            }
        };
    }

    @BindToRegistry(lazy = true)
    public InboundMessages inboundMessages(MongoMessages messages, MongoChats chats, MongoFiles messageFiles) {
        return new InboundMessages(messages, chats, messageFiles);
    }

    @BindToRegistry(lazy = true)
    public InboundClicks inboundClicks(
            CardButtons cardButtons, MongoSentMessages sentMessages, InboundClicks.Effects clickEffects) {
        return new InboundClicks(cardButtons, sentMessages, clickEffects);
    }

    @BindToRegistry(lazy = true)
    public InboundClicks.Effects clickEffects(
            MongoAcknowledgements acknowledgements,
            MongoSilences silences,
            MessageChanges messageChanges,
            MongoDatabase mongoDatabase,
            Clock clock) {
        EventFeedback thresholds =
                new EventFeedback(new MongoRuleEvents(mongoDatabase), new MongoHistoryFeedbacks(mongoDatabase));
        return new InboundClicks.Effects(acknowledgements, new Mutes(silences, clock), messageChanges, thresholds);
    }

    @BindToRegistry(lazy = true)
    public InboxApi inboxApi(CamelContext context, MongoInbox inbox, MongoFiles messageFiles) {
        ProducerTemplate producer = context.createProducerTemplate();
        return new InboxApi(inbox, messageFiles, entry -> producer.sendBody("direct:inbound-replay", entry));
    }
}

package routes;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.Configuration;
import org.apache.camel.PropertyInject;
import org.apache.camel.component.kafka.KafkaComponent;
import org.bson.Document;
import routes.alarm.AlarmSpool;
import routes.event.AlarmMerge;
import routes.event.EventLedger;
import routes.event.LooseRecoveries;
import routes.event.SubscriptionBook;
import routes.notice.DispatchBook;
import routes.notice.ToldLog;
import routes.pipeline.BatchCommit;
import routes.pipeline.DispatchEvents;
import routes.pipeline.ExpireEvents;
import routes.pipeline.FlappingGate;
import routes.pipeline.Foresight;
import routes.pipeline.GroupGate;
import routes.pipeline.InterestRestraint;
import routes.pipeline.KafkaAccess;
import routes.pipeline.LogGate;
import routes.pipeline.LogWatch;
import routes.pipeline.MergeAlarms;
import routes.pipeline.MergeInParts;
import routes.pipeline.PipelineMetrics;
import routes.pipeline.Recipients;
import routes.pipeline.RecoveryWait;
import routes.pipeline.RejectedInbox;
import routes.pipeline.SilenceGate;
import routes.pipeline.SpoolDrain;
import routes.pipeline.StageWatch;
import routes.pipeline.Surroundings;
import routes.pipeline.TopicSetup;
import routes.rejected.RejectedBook;
import routes.store.ExpiringEvents;
import routes.store.MongoOpenProblems;
import routes.store.MongoWaitingRecoveries;

/** The stages between the topics. */
@Configuration
public class PipelineWiring {
    private static final Clock CLOCK = Clock.systemUTC();

    @BindToRegistry(lazy = true)
    public PipelineMetrics pipelineMetrics(MeterRegistry meterRegistry) {
        return new PipelineMetrics(meterRegistry);
    }

    /** What {@code camel.component.kafka.*} says, for the clients that are no endpoints. */
    @BindToRegistry(lazy = true)
    public KafkaAccess kafkaAccess(CamelContext context) {
        return KafkaAccess.of(
                context.getComponent("kafka", KafkaComponent.class).getConfiguration());
    }

    @BindToRegistry(lazy = true, destroyMethod = "close")
    public LogWatch logWatch(
            KafkaAccess kafkaAccess,
            MeterRegistry meterRegistry,
            @PropertyInject("veaiops.kafka.stages") String stages) {
        Map<String, String> topicOfGroup = Arrays.stream(stages.split(","))
                .map(stage -> stage.strip().split("="))
                .collect(Collectors.toMap(stage -> stage[0], stage -> stage[1]));
        return new LogWatch(kafkaAccess, topicOfGroup, meterRegistry);
    }

    @BindToRegistry(lazy = true)
    public Surroundings surroundings(LogWatch logWatch, MongoDatabase mongoDatabase, MeterRegistry meterRegistry) {
        return new Surroundings(logWatch, () -> mongoDatabase.runCommand(new Document("ping", 1)), meterRegistry);
    }

    @BindToRegistry(lazy = true)
    public TopicSetup topicSetup(
            KafkaAccess kafkaAccess,
            @PropertyInject("veaiops.kafka.topics") String topics,
            @PropertyInject("veaiops.kafka.partitions") int partitions,
            @PropertyInject("veaiops.kafka.replication") short replication) {
        return new TopicSetup(
                kafkaAccess,
                Arrays.stream(topics.split(",")).map(String::strip).toList(),
                partitions,
                replication < 1 ? Optional.empty() : Optional.of(replication));
    }

    @BindToRegistry(lazy = true)
    public RejectedInbox rejectedInbox(
            RejectedBook rejectedBook,
            PipelineMetrics pipelineMetrics,
            @PropertyInject("veaiops.alarms.max-record-bytes") int maxRecordBytes) {
        return new RejectedInbox(rejectedBook, pipelineMetrics, maxRecordBytes);
    }

    @BindToRegistry(lazy = true)
    public LogGate logGate() {
        return new LogGate();
    }

    @BindToRegistry(lazy = true)
    public SpoolDrain spoolDrain(
            AlarmSpool alarmSpool,
            LogGate logGate,
            PipelineMetrics pipelineMetrics,
            @PropertyInject("veaiops.spool.batch") int batch) {
        return new SpoolDrain(alarmSpool, logGate, batch, pipelineMetrics.spool("alarms"));
    }

    @BindToRegistry(lazy = true)
    public StageWatch stageWatch(MeterRegistry meterRegistry) {
        return new StageWatch(meterRegistry, CLOCK);
    }

    @BindToRegistry(lazy = true)
    public BatchCommit commitBatch(StageWatch stageWatch) {
        return new BatchCommit(stageWatch);
    }

    @BindToRegistry(lazy = true)
    public Foresight foresight(SubscriptionBook subscriptionBook, Recipients recipients) {
        return new Foresight(subscriptionBook, recipients, CLOCK);
    }

    @BindToRegistry(lazy = true)
    public MergeInParts.Helpers mergeHelpers(CamelContext context, @PropertyInject("veaiops.merge.parts") int parts) {
        ExecutorService threads =
                context.getExecutorServiceManager().newFixedThreadPool(this, "merge", Math.max(1, parts - 1));
        return new MergeInParts.Helpers(parts, threads, () -> IntakeWiring.doorsAreIdle(context));
    }

    @BindToRegistry(lazy = true)
    public MergeAlarms mergeAlarms(
            CamelContext context,
            MongoDatabase mongoDatabase,
            EventLedger eventLedger,
            Foresight foresight,
            PipelineMetrics pipelineMetrics,
            BatchCommit commitBatch,
            MergeInParts.Helpers mergeHelpers) {
        LooseRecoveries loose = new LooseRecoveries(new MongoOpenProblems(mongoDatabase));
        AlarmMerge merge = new AlarmMerge(eventLedger, new MergePolicies(context)::of, loose, foresight);
        return new MergeAlarms(new MergeInParts(merge::merge, mergeHelpers), pipelineMetrics, commitBatch);
    }

    @BindToRegistry(lazy = true)
    public ExpireEvents expireEvents(
            CamelContext context,
            MongoDatabase mongoDatabase,
            @PropertyInject("veaiops.events.expire-batch") int batch) {
        return new ExpireEvents(new ExpiringEvents(mongoDatabase)::due, context, batch, CLOCK);
    }

    @BindToRegistry(lazy = true)
    public DispatchEvents.Stores dispatchStores(GroupGate groupGate, DispatchBook dispatchBook) {
        return new DispatchEvents.Stores(groupGate, dispatchBook);
    }

    @BindToRegistry(lazy = true)
    public DispatchEvents.Gates dispatchGates(
            SilenceGate silenceGate,
            FlappingGate flappingGate,
            SubscriptionBook subscriptionBook,
            MongoDatabase mongoDatabase,
            DispatchBook dispatchBook) {
        RecoveryWait recoveries =
                new RecoveryWait(subscriptionBook::paceOf, new MongoWaitingRecoveries(mongoDatabase), dispatchBook);
        return new DispatchEvents.Gates(silenceGate, flappingGate, recoveries);
    }

    @BindToRegistry(lazy = true)
    public DispatchEvents dispatchEvents(
            Recipients recipients,
            DispatchEvents.Gates dispatchGates,
            DispatchEvents.Stores dispatchStores,
            PipelineMetrics pipelineMetrics,
            BatchCommit commitBatch) {
        return new DispatchEvents(recipients, dispatchGates, dispatchStores, pipelineMetrics, CLOCK, commitBatch);
    }

    @BindToRegistry(lazy = true)
    public Recipients recipients(
            CamelContext context,
            SubscriptionBook subscriptionBook,
            ToldLog toldLog,
            @PropertyInject("veaiops.merge.tell-recovery-only") boolean tellRecoveryOnly,
            @PropertyInject("veaiops.merge.notify-level-changes") boolean notifyLevelChanges) {
        MergePolicies policies = new MergePolicies(context);
        return new Recipients(
                subscriptionBook,
                new InterestRestraint(toldLog),
                source -> tellRecoveryOnly || policies.of(source).recoveryOpensEvent(),
                notifyLevelChanges);
    }
}

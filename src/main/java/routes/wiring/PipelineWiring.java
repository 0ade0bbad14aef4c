package routes.wiring;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.Gauge;
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
import routes.alarm.rejected.RejectedRepository;
import routes.common.tracing.Tracing;
import routes.event.AlarmMerge;
import routes.event.EventLedger;
import routes.event.LooseRecoveries;
import routes.extension.OwnVersion;
import routes.notice.DeliveryStatuses;
import routes.notice.LastSent;
import routes.steps.dispatch.DispatchEvents;
import routes.steps.dispatch.FlappingGate;
import routes.steps.dispatch.GroupGate;
import routes.steps.dispatch.InterestRestraint;
import routes.steps.dispatch.Recipients;
import routes.steps.dispatch.RecoveryWait;
import routes.steps.dispatch.SilenceGate;
import routes.steps.intake.EmptyPost;
import routes.steps.intake.KafkaSwitch;
import routes.steps.intake.RejectedInbox;
import routes.steps.intake.SpoolDrain;
import routes.steps.kafka.BatchCommit;
import routes.steps.kafka.KafkaAccess;
import routes.steps.kafka.LogWatch;
import routes.steps.kafka.StageWatch;
import routes.steps.kafka.TopicSetup;
import routes.steps.merge.ExpireEvents;
import routes.steps.merge.MergeAlarms;
import routes.steps.merge.MergeInParts;
import routes.steps.merge.MergedAlarms;
import routes.steps.merge.UnmatchedMarker;
import routes.steps.watch.DependencyHealth;
import routes.steps.watch.PipelineMetrics;
import routes.store.ExpiringEvents;
import routes.store.MongoOpenProblems;
import routes.store.MongoWaitingRecoveries;
import routes.subscription.SubscriptionRegistry;

/** The stages between the topics. */
@Configuration
public class PipelineWiring {
    @BindToRegistry(lazy = true)
    public PipelineMetrics pipelineMetrics(MeterRegistry meterRegistry) {
        Gauge.builder("veaiops.build.info", () -> 1)
                .description("1; its labels say which version runs, on which Java")
                .tag("version", OwnVersion.text())
                .tag("java", Runtime.version().toString())
                .register(meterRegistry);
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
    public DependencyHealth dependencyHealth(
            LogWatch logWatch, MongoDatabase mongoDatabase, MeterRegistry meterRegistry) {
        return new DependencyHealth(logWatch, () -> mongoDatabase.runCommand(new Document("ping", 1)), meterRegistry);
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
            RejectedRepository rejectedRepository,
            PipelineMetrics pipelineMetrics,
            @PropertyInject("veaiops.alarms.max-record-bytes") int maxRecordBytes) {
        return new RejectedInbox(rejectedRepository, pipelineMetrics, maxRecordBytes);
    }

    @BindToRegistry(lazy = true)
    public KafkaSwitch kafkaSwitch() {
        return new KafkaSwitch();
    }

    @BindToRegistry(lazy = true)
    public EmptyPost emptyPost() {
        return new EmptyPost();
    }

    @BindToRegistry(lazy = true)
    public SpoolDrain spoolDrain(
            AlarmSpool alarmSpool,
            KafkaSwitch kafkaSwitch,
            PipelineMetrics pipelineMetrics,
            @PropertyInject("veaiops.spool.batch") int batch) {
        return new SpoolDrain(alarmSpool, kafkaSwitch, batch, pipelineMetrics.spool("alarms"));
    }

    @BindToRegistry(lazy = true)
    public StageWatch stageWatch(MeterRegistry meterRegistry, Clock clock) {
        return new StageWatch(meterRegistry, clock);
    }

    @BindToRegistry(lazy = true)
    public BatchCommit commitBatch(StageWatch stageWatch, Tracing tracing) {
        return new BatchCommit(stageWatch, tracing);
    }

    @BindToRegistry(lazy = true)
    public UnmatchedMarker unmatchedMarker(
            SubscriptionRegistry subscriptionRegistry, Recipients recipients, Clock clock) {
        return new UnmatchedMarker(subscriptionRegistry, recipients, clock);
    }

    @BindToRegistry(lazy = true)
    public MergeInParts.Helpers mergeHelpers(CamelContext context, @PropertyInject("veaiops.merge.parts") int parts) {
        ExecutorService threads =
                context.getExecutorServiceManager().newFixedThreadPool(this, "merge", Math.max(1, parts - 1));
        return new MergeInParts.Helpers(parts, threads, () -> IntakeWiring.endpointsAreIdle(context));
    }

    @BindToRegistry(lazy = true)
    public MergedAlarms mergedAlarms(EventLedger eventLedger) {
        return new MergedAlarms(eventLedger);
    }

    @BindToRegistry(lazy = true)
    public MergeAlarms mergeAlarms(
            CamelContext context,
            MongoDatabase mongoDatabase,
            EventLedger eventLedger,
            MergedAlarms mergedAlarms,
            UnmatchedMarker unmatchedMarker,
            PipelineMetrics pipelineMetrics,
            BatchCommit commitBatch,
            MergeInParts.Helpers mergeHelpers) {
        LooseRecoveries loose = new LooseRecoveries(new MongoOpenProblems(mongoDatabase));
        AlarmMerge merge = new AlarmMerge(
                eventLedger, new MergePolicies(context)::of, loose, unmatchedMarker, mergedAlarms::among);
        return new MergeAlarms(new MergeInParts(merge::merge, mergeHelpers), pipelineMetrics, commitBatch);
    }

    @BindToRegistry(lazy = true)
    public ExpireEvents expireEvents(
            CamelContext context,
            MongoDatabase mongoDatabase,
            Clock clock,
            @PropertyInject("veaiops.events.expire-batch") int batch) {
        return new ExpireEvents(new ExpiringEvents(mongoDatabase)::due, context, batch, clock);
    }

    @BindToRegistry(lazy = true)
    public DispatchEvents.Gates dispatchGates(
            SilenceGate silenceGate,
            FlappingGate flappingGate,
            SubscriptionRegistry subscriptionRegistry,
            MongoDatabase mongoDatabase,
            DeliveryStatuses deliveryStatuses) {
        RecoveryWait recoveries = new RecoveryWait(
                subscriptionRegistry::paceOf, new MongoWaitingRecoveries(mongoDatabase), deliveryStatuses);
        return new DispatchEvents.Gates(silenceGate, flappingGate, recoveries);
    }

    @BindToRegistry(lazy = true)
    public DispatchEvents dispatchEvents(
            Recipients recipients,
            DispatchEvents.Gates dispatchGates,
            GroupGate groupGate,
            DeliveryStatuses deliveryStatuses,
            PipelineMetrics pipelineMetrics,
            BatchCommit commitBatch,
            Clock clock) {
        return new DispatchEvents(
                recipients, dispatchGates, groupGate, deliveryStatuses, pipelineMetrics, clock, commitBatch);
    }

    @BindToRegistry(lazy = true)
    public Recipients recipients(
            CamelContext context,
            SubscriptionRegistry subscriptionRegistry,
            LastSent lastSent,
            @PropertyInject("veaiops.merge.tell-recovery-only") boolean tellRecoveryOnly,
            @PropertyInject("veaiops.merge.notify-level-changes") boolean notifyLevelChanges) {
        MergePolicies policies = new MergePolicies(context);
        return new Recipients(
                subscriptionRegistry,
                new InterestRestraint(lastSent),
                source -> tellRecoveryOnly || policies.of(source).recoveryOpensEvent(),
                notifyLevelChanges);
    }
}

package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import routes.alarm.SourceConverters;
import routes.channel.Channels;
import routes.channel.SendingRoutes;
import routes.channel.bot.BotRegistry;
import routes.event.EventLedger;
import routes.event.LooseRecoveries;
import routes.extension.source.SourceFileReader;
import routes.extension.source.SourceRegistry;
import routes.extension.trial.Audience;
import routes.extension.trial.DispatchAudience;
import routes.extension.trial.TrialRun;
import routes.extension.trial.TryApi;
import routes.notice.DeliveryStatuses;
import routes.notice.LastSent;
import routes.steps.dispatch.Recipients;
import routes.steps.dispatch.SilenceGate;
import routes.store.MongoOpenProblems;
import routes.subscription.SubscriptionRegistry;

/** Trials: what a post would do. */
public class TrialWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public SendingRoutes sendingRoutes(CamelContext context, Channels channels, BotRegistry botRegistry) {
        return new SendingRoutes(context, channels, botRegistry);
    }

    /** The recipients of the dispatch; that a rule was sent lately is read and not remembered. */
    @BindToRegistry(lazy = true)
    public Audience trialAudience(
            CamelContext context,
            SubscriptionRegistry subscriptionRegistry,
            LastSent lastSent,
            DeliveryStatuses deliveryStatuses,
            SilenceGate silenceGate,
            SendingRoutes sendingRoutes) {
        Recipients recipients = new PipelineWiring()
                .recipients(
                        context,
                        subscriptionRegistry,
                        reading(lastSent),
                        flag(context, "veaiops.merge.tell-recovery-only"),
                        flag(context, "veaiops.merge.notify-level-changes"));
        return new DispatchAudience(
                subscriptionRegistry, recipients, deliveryStatuses, silenceGate, sendingRoutes::preview);
    }

    @BindToRegistry(lazy = true)
    public TrialRun trialRun(
            CamelContext context,
            MongoDatabase mongoDatabase,
            EventLedger eventLedger,
            Audience trialAudience,
            Clock clock) {
        return new TrialRun(
                eventLedger,
                new MergePolicies(context)::of,
                new LooseRecoveries(new MongoOpenProblems(mongoDatabase)),
                trialAudience,
                clock);
    }

    @BindToRegistry(lazy = true)
    public TryApi tryApi(
            TrialRun trialRun,
            SourceConverters sourceConverters,
            SourceRegistry sourceRegistry,
            SourceFileReader sourceFileReader) {
        return new TryApi(trialRun, sourceConverters, sourceRegistry, sourceFileReader);
    }

    private static boolean flag(CamelContext context, String name) {
        return Boolean.parseBoolean(SourceWiring.setting(context, name));
    }

    private static LastSent reading(LastSent stored) {
        return new LastSent() {
            @Override
            public Optional<Sent> last(String matter) {
                return stored.last(matter);
            }

            @Override
            public void remember(String matter, Sent sent) {
                // nothing of a trial is kept
            }
        };
    }
}

package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import org.apache.camel.util.TimeUtils;
import routes.event.Acknowledgements;
import routes.event.EventLedger;
import routes.notice.DeliveryStatuses;
import routes.notice.DigestRule;
import routes.notice.NoticeStore;
import routes.steps.delivery.BundleSweep;
import routes.steps.delivery.DigestFold;
import routes.steps.delivery.ReminderSweep;
import routes.steps.delivery.TargetQueues;
import routes.steps.delivery.Throttles;
import routes.steps.dispatch.GroupGate;
import routes.steps.dispatch.Holds;
import routes.steps.watch.PipelineMetrics;
import routes.store.MongoBundleNotices;
import routes.store.MongoOpenBundles;
import routes.store.MongoReminders;
import routes.subscription.SubscriptionRegistry;

/** Messages that carry several notices: groups that subscriptions ask for, and digests of what limits hold up. */
public class BundleWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public MongoOpenBundles gatherings(MongoDatabase mongoDatabase) {
        return new MongoOpenBundles(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public MongoBundleNotices carriers(
            MongoDatabase mongoDatabase, @PropertyInject("veaiops.notices.bell-grace-millis") long grace) {
        return new MongoBundleNotices(mongoDatabase, Duration.ofMillis(grace));
    }

    @BindToRegistry(lazy = true)
    public GroupGate groupGate(
            SubscriptionRegistry subscriptionRegistry,
            NoticeStore noticeStore,
            MongoOpenBundles gatherings,
            MongoReminders reminders) {
        return new GroupGate(subscriptionRegistry::paceOf, noticeStore, gatherings, reminders);
    }

    @BindToRegistry(lazy = true)
    public MongoReminders reminders(MongoDatabase mongoDatabase) {
        return new MongoReminders(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public ReminderSweep reminderSweep(
            MongoReminders reminders,
            EventLedger eventLedger,
            GroupGate groupGate,
            DeliveryStatuses deliveryStatuses,
            Acknowledgements acknowledgements,
            SubscriptionRegistry subscriptionRegistry,
            Holds holds,
            Clock clock,
            @PropertyInject("veaiops.reminders.batch") int batch) {
        return new ReminderSweep(
                reminders,
                eventLedger,
                groupGate,
                deliveryStatuses,
                acknowledgements,
                subscriptionRegistry::paceOf,
                holds,
                batch,
                clock);
    }

    @BindToRegistry(lazy = true)
    public TargetQueues.Digests digests(
            DeliverySettings deliverySettings,
            Throttles throttles,
            MongoOpenBundles gatherings,
            Clock clock,
            @PropertyInject("veaiops.digest.interval") String interval) {
        return new DigestFold(
                target -> capacity(deliverySettings, throttles, target), gatherings, duration(interval), clock);
    }

    private static int capacity(DeliverySettings settings, Throttles throttles, String target) {
        Duration within = settings.digestWithin(target.substring(0, target.indexOf(' ')));
        return within.isZero()
                ? Integer.MAX_VALUE
                : DigestRule.capacity(settings.limits(target), within, throttles.wait(target));
    }

    @BindToRegistry(lazy = true)
    public BundleSweep.Settings bundleSettings(
            @PropertyInject("veaiops.bundles.batch") int batch,
            @PropertyInject("veaiops.bundles.most-notices") int most,
            @PropertyInject("veaiops.bundles.search-millis") long search,
            @PropertyInject("veaiops.digest.interval") String interval) {
        return new BundleSweep.Settings(batch, most, Duration.ofMillis(search), duration(interval));
    }

    @BindToRegistry(lazy = true)
    public BundleSweep bundleSweep(
            MongoOpenBundles gatherings,
            MongoBundleNotices carriers,
            DeliveryStatuses deliveryStatuses,
            BundleSweep.Settings bundleSettings,
            PipelineMetrics pipelineMetrics,
            Clock clock) {
        return new BundleSweep(gatherings, carriers, deliveryStatuses, pipelineMetrics, bundleSettings, clock);
    }

    private static Duration duration(String text) {
        return Duration.ofMillis(TimeUtils.toMilliSeconds(text.strip()));
    }
}

package routes;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import org.apache.camel.util.TimeUtils;
import routes.event.Acknowledgements;
import routes.event.EventLedger;
import routes.event.SubscriptionBook;
import routes.notice.DigestRule;
import routes.notice.DispatchBook;
import routes.notice.NoticeStore;
import routes.pipeline.BundleSweep;
import routes.pipeline.DeliveryLanes;
import routes.pipeline.DigestFold;
import routes.pipeline.GroupGate;
import routes.pipeline.Holds;
import routes.pipeline.PipelineMetrics;
import routes.pipeline.ReminderSweep;
import routes.pipeline.Throttles;
import routes.store.MongoCarriers;
import routes.store.MongoGatherings;
import routes.store.MongoReminders;

/** Messages that carry several notices: groups that subscriptions ask for, and digests of what limits hold up. */
public class BundleWiring implements CamelConfiguration {
    private static final Clock CLOCK = Clock.systemUTC();

    @BindToRegistry(lazy = true)
    public MongoGatherings gatherings(MongoDatabase mongoDatabase) {
        return new MongoGatherings(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public MongoCarriers carriers(
            MongoDatabase mongoDatabase, @PropertyInject("veaiops.notices.bell-grace-millis") long grace) {
        return new MongoCarriers(mongoDatabase, Duration.ofMillis(grace));
    }

    @BindToRegistry(lazy = true)
    public GroupGate groupGate(
            SubscriptionBook subscriptionBook,
            NoticeStore noticeStore,
            MongoGatherings gatherings,
            MongoReminders reminders) {
        return new GroupGate(subscriptionBook::paceOf, noticeStore, gatherings, reminders);
    }

    @BindToRegistry(lazy = true)
    public MongoReminders reminders(MongoDatabase mongoDatabase) {
        return new MongoReminders(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public ReminderSweep.Stores reminderStores(
            MongoReminders reminders,
            EventLedger eventLedger,
            GroupGate groupGate,
            DispatchBook dispatchBook,
            Acknowledgements acknowledgements) {
        return new ReminderSweep.Stores(reminders, eventLedger, groupGate, dispatchBook, acknowledgements);
    }

    @BindToRegistry(lazy = true)
    public ReminderSweep reminderSweep(
            ReminderSweep.Stores reminderStores,
            SubscriptionBook subscriptionBook,
            Holds holds,
            @PropertyInject("veaiops.reminders.batch") int batch) {
        return new ReminderSweep(reminderStores, subscriptionBook::paceOf, holds, batch, CLOCK);
    }

    @BindToRegistry(lazy = true)
    public DeliveryLanes.Digests digests(
            DeliverySettings deliverySettings,
            Throttles throttles,
            MongoGatherings gatherings,
            @PropertyInject("veaiops.digest.interval") String interval) {
        return new DigestFold(
                target -> capacity(deliverySettings, throttles, target), gatherings, duration(interval), CLOCK);
    }

    private static int capacity(DeliverySettings settings, Throttles throttles, String target) {
        Duration within = settings.digestWithin(target.substring(0, target.indexOf(' ')));
        return within.isZero()
                ? Integer.MAX_VALUE
                : DigestRule.capacity(settings.limits(target), within, throttles.wait(target));
    }

    @BindToRegistry(lazy = true)
    public BundleSweep.Stores bundleStores(
            MongoGatherings gatherings, MongoCarriers carriers, DispatchBook dispatchBook) {
        return new BundleSweep.Stores(gatherings, carriers, dispatchBook);
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
            BundleSweep.Stores bundleStores, BundleSweep.Settings bundleSettings, PipelineMetrics pipelineMetrics) {
        return new BundleSweep(bundleStores, pipelineMetrics, bundleSettings, CLOCK);
    }

    private static Duration duration(String text) {
        return Duration.ofMillis(TimeUtils.toMilliSeconds(text.strip()));
    }
}

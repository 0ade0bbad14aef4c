package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import routes.alarm.Level;
import routes.alarm.OwnerLabels;
import routes.notice.FailingTargets;
import routes.steps.kafka.LogWatch;
import routes.steps.kafka.StageWatch;
import routes.steps.watch.DependencyHealth;
import routes.steps.watch.HubSnapshot;
import routes.steps.watch.OffTargets;
import routes.steps.watch.SelfAlarms;
import routes.store.MongoBacklog;
import routes.store.MongoHubFacts;
import routes.subscription.SubscriptionRegistry;

/** The alarms that the hub raises about itself. */
public class SelfAlarmWiring implements CamelConfiguration {
    private static final String GROUP = "veaiops.self.";

    @BindToRegistry(lazy = true)
    public HubSnapshot hubSnapshot(
            CamelContext context,
            LogWatch logWatch,
            DependencyHealth dependencyHealth,
            StageWatch stageWatch,
            MongoBacklog backlog,
            OffTargets offTargets,
            MongoDatabase mongoDatabase) {
        return new HubSnapshot(
                new HubSnapshot.Sight(dependencyHealth::away, logWatch::lags, stageWatch::inHand, offTargets::findings),
                new MongoHubFacts(mongoDatabase),
                backlog,
                new HubSnapshot.Limits(
                        seconds(context, "refused-seconds"),
                        number(context, "dead-notices"),
                        seconds(context, "dead-window-seconds"),
                        number(context, "lag-records"),
                        seconds(context, "stage-seconds"),
                        seconds(context, "spool-seconds"),
                        seconds(context, "away-seconds")),
                copy(context));
    }

    @BindToRegistry(lazy = true)
    public OffTargets offTargets(FailingTargets failingTargets, SubscriptionRegistry subscriptionRegistry) {
        return new OffTargets(failingTargets, subscriptionRegistry);
    }

    @BindToRegistry(lazy = true)
    public SelfAlarms selfAlarms(CamelContext context, HubSnapshot hubSnapshot, Clock clock) {
        OwnerLabels owners =
                new OwnerLabels(names(context, "project"), names(context, "product"), names(context, "customer"));
        return new SelfAlarms(
                hubSnapshot,
                new SelfAlarms.Settings(
                        copy(context),
                        Level.valueOf(text(context, "level")),
                        owners,
                        seconds(context, "repeat-seconds")),
                clock);
    }

    /** In fingerprints: without the characters that they use. */
    private static String copy(CamelContext context) {
        String named = text(context, "copy-name");
        return (named.isBlank() ? host() + "-" + CamelContextHelper.parseText(context, "{{veaiops.http.port}}") : named)
                .replaceAll("[^A-Za-z0-9._-]", "-");
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static Duration seconds(CamelContext context, String name) {
        return Duration.ofSeconds(number(context, name));
    }

    private static long number(CamelContext context, String name) {
        return Long.parseLong(text(context, name));
    }

    private static List<String> names(CamelContext context, String name) {
        return Arrays.stream(text(context, name).split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    private static String text(CamelContext context, String name) {
        return CamelContextHelper.parseText(context, "{{" + GROUP + name + "}}").strip();
    }
}

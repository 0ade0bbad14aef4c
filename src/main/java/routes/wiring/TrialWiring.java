package routes.wiring;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import routes.alarm.SourceConverters;
import routes.event.EventLedger;
import routes.event.PublishedEvent;
import routes.extension.source.SourceFileReader;
import routes.extension.trial.TrialRun;
import routes.extension.trial.TryApi;
import routes.notice.Notice;
import routes.notice.render.Content;
import routes.notice.render.Look;
import routes.notice.render.Medium;
import routes.notice.render.NoticeRenderer;
import routes.subscription.Subscription;
import routes.subscription.SubscriptionRegistry;

/** Trials: what a post would do. */
public class TrialWiring implements CamelConfiguration {
    private static final Clock CLOCK = Clock.systemUTC();

    @BindToRegistry(lazy = true)
    public TryApi tryApi(
            CamelContext context,
            EventLedger eventLedger,
            SubscriptionRegistry subscriptionRegistry,
            SourceConverters sourceConverters,
            SourceFileReader sourceFileReader) {
        TrialRun trials = new TrialRun(
                eventLedger,
                new MergePolicies(context)::of,
                subscriptionRegistry,
                event -> messages(context, event),
                CLOCK);
        return new TryApi(trials, sourceConverters, sourceFileReader);
    }

    /** The usual message of every channel; a target that does not exist. */
    private static Map<String, String> messages(CamelContext context, PublishedEvent event) {
        NoticeRenderer renderer = context.getRegistry().findSingleByType(NoticeRenderer.class);
        Look look = context.getRegistry().findSingleByType(Look.class);
        Map<String, String> messages = new TreeMap<>();
        for (Medium medium : context.getRegistry().findByType(Medium.class)) {
            Notice notice = notice(event, medium.folder(), CLOCK.instant());
            messages.put(
                    medium.folder(),
                    renderer.render(Content.of(notice), medium, look).text());
        }
        return messages;
    }

    private static Notice notice(PublishedEvent event, String channel, Instant now) {
        return Notice.reply(event, new Subscription.Target(channel, "trial", "", null), now);
    }
}

package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import routes.account.Callers;
import routes.account.Login;
import routes.api.EventTraces;
import routes.api.page.DocsPage;
import routes.api.page.EventActions;
import routes.api.page.EventListPage;
import routes.api.page.EventPage;
import routes.api.page.EventPageModel;
import routes.api.page.EventPageView;
import routes.api.page.HomePage;
import routes.api.page.LinkedEvents;
import routes.api.page.PageLinks;
import routes.api.page.PageRight;
import routes.api.page.PageSessions;
import routes.api.page.PageTemplates;
import routes.extension.OwnVersion;
import routes.http.AuditTrail;
import routes.store.MongoAcknowledgements;
import routes.store.MongoEventQueries;
import routes.store.MongoNoticeQueries;
import routes.store.MongoSilences;
import routes.subscription.silence.Mutes;
import routes.subscription.silence.SilenceRegistry;

/** The pages that people open in a browser, and the links to them. */
public class PageWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public PageTemplates pageTemplates(@PropertyInject("veaiops.openid.enabled") boolean openId) {
        return new PageTemplates(openId);
    }

    @BindToRegistry(lazy = true)
    public HomePage homePage(PageTemplates pageTemplates) {
        return new HomePage(pageTemplates, OwnVersion.text());
    }

    @BindToRegistry(lazy = true)
    public DocsPage docsPage() {
        return new DocsPage();
    }

    @BindToRegistry(lazy = true)
    public EventPageView eventPageView(
            EventTraces eventTraces,
            PageTemplates pageTemplates,
            Clock clock,
            @PropertyInject(value = "veaiops.timezone", defaultValue = "") String zone) {
        return new EventPageView(
                eventTraces, pageTemplates, new EventPageModel(ZoneSetting.read("veaiops.timezone", zone), clock));
    }

    /** Of several that know callers, the one that knows all. */
    @BindToRegistry(lazy = true)
    public PageSessions pageSessions(
            CamelContext context,
            Login login,
            AuditTrail auditTrail,
            @PropertyInject("veaiops.public-url") String publicUrl,
            @PropertyInject("veaiops.accounts.token-hours") long hours) {
        Callers callers = context.getRegistry().lookupByNameAndType("callers", Callers.class);
        return new PageSessions(callers, login, auditTrail, publicUrl, Duration.ofHours(hours));
    }

    @BindToRegistry(lazy = true)
    public EventActions eventActions(
            MongoDatabase mongoDatabase, SilenceRegistry silenceRegistry, AuditTrail auditTrail, Clock clock) {
        return new EventActions(
                new MongoAcknowledgements(mongoDatabase),
                new Mutes(new MongoSilences(mongoDatabase), clock),
                silenceRegistry,
                auditTrail,
                clock);
    }

    @BindToRegistry(lazy = true)
    public LinkedEvents linkedEvents(MongoDatabase mongoDatabase, PageLinks pageLinks, Clock clock) {
        return new LinkedEvents(
                new MongoEventQueries(mongoDatabase), new MongoNoticeQueries(mongoDatabase), pageLinks, clock);
    }

    /** A setting that is not known refuses the start. */
    @BindToRegistry
    public EventPage.Rights eventPageRights(
            @PropertyInject("veaiops.event-page.access") String access,
            @PropertyInject("veaiops.event-page.actions") String actions) {
        return new EventPage.Rights(
                PageRight.read("veaiops.event-page.access", access),
                PageRight.read("veaiops.event-page.actions", actions));
    }

    @BindToRegistry(lazy = true)
    public EventListPage eventListPage(
            LinkedEvents linkedEvents,
            PageSessions pageSessions,
            EventPageView eventPageView,
            EventPage.Rights eventPageRights) {
        return new EventListPage(linkedEvents, pageSessions, eventPageView, eventPageRights);
    }

    @BindToRegistry(lazy = true)
    public EventPage eventPage(
            LinkedEvents linkedEvents,
            PageSessions pageSessions,
            EventActions eventActions,
            EventPageView eventPageView,
            EventPage.Rights eventPageRights) {
        return new EventPage(linkedEvents, pageSessions, eventActions, eventPageView, eventPageRights);
    }
}

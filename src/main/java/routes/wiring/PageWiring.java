package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.api.EventTraces;
import routes.api.page.DocsPage;
import routes.api.page.EventPage;
import routes.api.page.EventPageModel;
import routes.api.page.HomePage;
import routes.api.page.PageLinks;
import routes.api.page.PageTemplates;
import routes.extension.OwnVersion;
import routes.store.MongoEventQueries;

/** The pages that people open in a browser, and the links to them. */
public class PageWiring implements CamelConfiguration {
    static final String OFF = "off";

    @BindToRegistry(lazy = true)
    public HomePage homePage() {
        return new HomePage(new PageTemplates(), OwnVersion.text());
    }

    @BindToRegistry(lazy = true)
    public DocsPage docsPage() {
        return new DocsPage();
    }

    @BindToRegistry(lazy = true)
    public EventPageModel eventPageModel(@PropertyInject(value = "veaiops.timezone", defaultValue = "") String zone) {
        return new EventPageModel(ZoneSetting.read("veaiops.timezone", zone), Clock.systemUTC());
    }

    @BindToRegistry(lazy = true)
    public EventPage eventPage(
            MongoDatabase mongoDatabase,
            EventTraces eventTraces,
            PageLinks pageLinks,
            EventPageModel eventPageModel,
            @PropertyInject("veaiops.event-page.access") String access) {
        return new EventPage(
                new MongoEventQueries(mongoDatabase),
                eventTraces,
                Optional.of(pageLinks).filter(links -> !access.strip().equals(OFF)),
                new PageTemplates(),
                eventPageModel);
    }
}

package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.api.EventTraces;
import routes.api.page.EventPage;
import routes.api.page.EventPageModel;
import routes.api.page.HomePage;
import routes.api.page.PageLinks;
import routes.api.page.PageTemplates;
import routes.common.security.LinkSigner;
import routes.common.security.Secret;
import routes.notice.EventLinks;
import routes.store.MongoEventQueries;

/** The pages that people open in a browser, and the links to them. */
public class PageWiring implements CamelConfiguration {
    private static final String ID = "{id}";
    private static final String OFF = "off";

    @BindToRegistry(lazy = true)
    public PageLinks pageLinks(
            @PropertyInject("veaiops.encryption.keys") String keys,
            @PropertyInject("veaiops.event-page.link-days") int days) {
        return new PageLinks(LinkSigner.of(Secret.of(keys)), days);
    }

    /** A template of one's own goes before the page; without either, messages link to the API. */
    @BindToRegistry(lazy = true)
    public EventLinks eventLinks(
            PageLinks pageLinks,
            @PropertyInject("veaiops.public-url") String publicUrl,
            @PropertyInject("veaiops.links.event") String template,
            @PropertyInject("veaiops.event-page.access") String access) {
        if (!template.isBlank()) {
            if (!template.contains(ID) || !template.strip().matches("https?://\\S+")) {
                throw new IllegalArgumentException("veaiops.links.event=" + template
                        + " is no address with {id} in it; write one such as https://console.example/events/{id}");
            }
            return new EventLinks(publicUrl, (id, now) -> template.strip().replace(ID, id));
        }
        return switch (access.strip()) {
            case OFF -> new EventLinks(publicUrl);
            case "signed" -> new EventLinks(
                    publicUrl, (id, now) -> publicUrl.replaceAll("/+$", "") + pageLinks.path(id, now));
            default -> throw new IllegalArgumentException(
                    "veaiops.event-page.access=" + access + " is not known; write signed or off");
        };
    }

    @BindToRegistry(lazy = true)
    public HomePage homePage() {
        return new HomePage(new PageTemplates());
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

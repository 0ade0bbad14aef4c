package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import routes.api.page.PageLinks;
import routes.api.page.PageRight;
import routes.api.subscription.StyleOptions;
import routes.channel.CardButtons;
import routes.channel.Channels;
import routes.channel.NoticeStyles;
import routes.channel.NoticeWriter;
import routes.channel.TemplateNames;
import routes.channel.dingtalk.DingTalkMarkup;
import routes.channel.dingtalk.DingTalkMessenger;
import routes.channel.email.EmailMarkup;
import routes.channel.lark.LarkMarkup;
import routes.channel.mapped.MappedChannels;
import routes.channel.slack.SlackMarkup;
import routes.channel.teams.TeamsMarkup;
import routes.channel.wecom.WeComMarkup;
import routes.channel.wecom.WeComMessenger;
import routes.common.security.LinkSigner;
import routes.common.security.Secret;
import routes.extension.source.CheckedFiles;
import routes.notice.EventLinks;
import routes.notice.receipt.ReceiptRegistry;
import routes.notice.render.CommonDialect;
import routes.notice.render.Excerpt;
import routes.notice.render.Look;
import routes.notice.render.Medium;
import routes.notice.render.NoticeRenderer;
import routes.store.MongoCardTemplates;
import routes.subscription.SubscriptionRegistry;

/** What people read: the templates, and the media of the channels that come with the application. */
public class RenderWiring implements CamelConfiguration {
    private static final Duration NAMES_OLD_AFTER = Duration.ofSeconds(2);
    private static final int LONGEST_PLAIN_TEXT = 64_000;
    private static final String ID = "{id}";

    @BindToRegistry
    public Medium larkMedium() {
        return LarkMarkup.cards();
    }

    @BindToRegistry
    public Medium dingtalkMedium() {
        return DingTalkMarkup.messages();
    }

    @BindToRegistry
    public Medium wecomMedium() {
        return WeComMarkup.messages();
    }

    @BindToRegistry
    public Medium slackMedium() {
        return SlackMarkup.messages();
    }

    @BindToRegistry
    public Medium teamsMedium() {
        return TeamsMarkup.messages();
    }

    @BindToRegistry
    public Medium emailMedium() {
        return EmailMarkup.messages();
    }

    @BindToRegistry
    public Medium webhookMedium() {
        return webhook();
    }

    /** Plain text, for webhooks that want words and no event. */
    static Medium webhook() {
        return Medium.text("webhook", CommonDialect.PLAIN, LONGEST_PLAIN_TEXT);
    }

    /** The media of the channels that come with the application. */
    public static List<Medium> media() {
        List<Medium> mapped =
                MappedWiring.channels("", Set.copyOf(ReceiptRegistry.BUILT_IN)).media();
        return Stream.concat(coded().stream(), mapped.stream()).toList();
    }

    /** Those of channels that are code. */
    static List<Medium> coded() {
        RenderWiring wiring = new RenderWiring();
        return List.of(
                wiring.larkMedium(),
                wiring.dingtalkMedium(),
                DingTalkMessenger.cards(),
                wiring.wecomMedium(),
                WeComMessenger.cards(),
                WeComMessenger.texts(),
                wiring.slackMedium(),
                wiring.teamsMedium(),
                wiring.emailMedium(),
                wiring.webhookMedium());
    }

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
        if (PageRight.read("veaiops.event-page.access", access) == PageRight.OFF) {
            return new EventLinks(publicUrl);
        }
        String home = publicUrl.replaceAll("/+$", "");
        return new EventLinks(
                publicUrl,
                (id, now) -> home + pageLinks.path(id, now),
                Optional.of((id, now) -> home + pageLinks.list(id, now)));
    }

    /**
     * The templates of plugins come later, and are tried then.
     *
     * @param folder templates of the operator; empty for those of the application only
     */
    @BindToRegistry(lazy = true)
    public NoticeRenderer noticeRenderer(
            CamelContext context,
            MappedChannels mappedChannels,
            Clock clock,
            @PropertyInject(value = "veaiops.templates.dir", defaultValue = "") String folder,
            EventLinks eventLinks,
            Excerpt excerpt) {
        Optional<Path> place =
                Optional.of(folder.strip()).filter(name -> !name.isEmpty()).map(Path::of);
        NoticeRenderer renderer = new NoticeRenderer(place, mappedChannels::templates, eventLinks, clock, excerpt);
        return renderer.checked(context.getRegistry().findByType(Medium.class).stream()
                .filter(renderer::serves)
                .filter(medium -> place.isPresent() || !ofTheBuild(medium))
                .toList());
    }

    private static boolean ofTheBuild(Medium medium) {
        return CheckedFiles.cover("templates/" + medium.folder()) || CheckedFiles.cover("channels/" + medium.folder());
    }

    @BindToRegistry(lazy = true)
    public TemplateNames templateNames(MongoDatabase mongoDatabase, Clock clock) {
        return new TemplateNames(new MongoCardTemplates(mongoDatabase), NAMES_OLD_AFTER, clock);
    }

    @BindToRegistry(lazy = true)
    public Excerpt excerpt(
            @PropertyInject("veaiops.messages.excerpt-characters") int characters,
            @PropertyInject("veaiops.messages.excerpt-lines") int lines) {
        return Excerpt.of(characters, lines);
    }

    @BindToRegistry(lazy = true)
    public NoticeWriter noticeWriter(NoticeRenderer noticeRenderer, NoticeStyles looks, CardButtons cardButtons) {
        return new NoticeWriter(noticeRenderer, looks, () -> cardButtons::under);
    }

    @BindToRegistry(lazy = true)
    public NoticeStyles looks(Look usualLook, SubscriptionRegistry subscriptionRegistry, TemplateNames templateNames) {
        return new NoticeStyles(usualLook, subscriptionRegistry::wordingOf, templateNames::of);
    }

    /** What subscriptions may ask of their messages. */
    @BindToRegistry(lazy = true)
    public StyleOptions styleOptions(NoticeRenderer noticeRenderer, Channels channels) {
        return new StyleOptions() {
            @Override
            public Set<String> languages() {
                return noticeRenderer.languages();
            }

            @Override
            public Set<String> templates() {
                return noticeRenderer.templates();
            }

            @Override
            public boolean hasTemplate(String name) {
                return templates().contains(name) || channels.keepTemplate(name);
            }
        };
    }

    /** The default style of messages. */
    @BindToRegistry(lazy = true)
    public Look usualLook(
            @PropertyInject("veaiops.messages.language") String language,
            @PropertyInject(value = "veaiops.messages.time-zone", defaultValue = "") String zone) {
        return new Look(language, ZoneSetting.read("veaiops.messages.time-zone", zone));
    }
}

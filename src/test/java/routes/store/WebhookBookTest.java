package routes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.subscription.SubscriptionFixtures.NO_HOOK;
import static routes.subscription.SubscriptionFixtures.box;
import static routes.subscription.SubscriptionFixtures.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.common.security.Sealed;
import routes.common.security.Secret;
import routes.subscription.SubscriptionRule;
import routes.subscription.SubscriptionRule.Hook;
import routes.subscription.WebhookFormat;
import routes.subscription.WebhookRegistry;
import routes.subscription.WebhookSettings;

@Tag("slow")
class WebhookBookTest {
    private static final WireServer SERVER = WireServer.start();

    private final MongoSubscriptionRules rules = new MongoSubscriptionRules(
            SERVER.database(), new ChangeCounter(SERVER.database(), "subscriptions"), (id, version) -> {});
    private final AtomicLong generation = new AtomicLong(1);
    private final WebhookRegistry book = new WebhookRegistry(rules, box(), generation::get);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void secrets_are_opened_for_the_delivery_and_hidden_from_everybody_else() {
        String id = rules.newId();
        Sealed header = box().seal(Secret.of("Bearer s3cret"), SubscriptionRule.placeOfHeader(id, "Authorization"));
        Sealed signing = box().seal(Secret.of("whsec_x"), SubscriptionRule.placeOfSigningSecret(id));
        Map<String, Sealed> headers = Map.of("Authorization", header, "X-Old", new Sealed("plain"));
        rules.insert(
                rule(id, "shop", List.of(), new Hook(true, "https://a", headers, WebhookFormat.EVENT_V1, signing)));

        WebhookSettings settings = book.webhookOf(id).orElseThrow();

        assertThat(settings.url()).isEqualTo("https://a");
        assertThat(settings.headers())
                .containsEntry("Authorization", Secret.of("Bearer s3cret"))
                .containsEntry("X-Old", Secret.of("plain"));
        assertThat(settings.signingSecret()).contains(Secret.of("whsec_x"));
        assertThat(settings.toString()).doesNotContain("s3cret", "plain", "whsec_x");
    }

    @Test
    void a_change_is_seen_when_the_generation_moves() {
        SubscriptionRule before =
                rule(rules.newId(), "shop", List.of(), new Hook(true, "https://a", null, WebhookFormat.LEGACY, null));
        rules.insert(before);
        assertThat(book.webhookOf(before.id())).map(WebhookSettings::url).contains("https://a");
        rules.replace(
                rule(before.id(), "shop", List.of(), new Hook(true, "https://b", null, WebhookFormat.LEGACY, null)));
        assertThat(book.webhookOf(before.id())).map(WebhookSettings::url).contains("https://a");

        generation.incrementAndGet();

        assertThat(book.webhookOf(before.id())).map(WebhookSettings::url).contains("https://b");
    }

    @Test
    void a_webhook_that_is_off_or_gone_is_absent() {
        SubscriptionRule off = rule(rules.newId(), "off", List.of(), NO_HOOK);
        rules.insert(off);

        assertThat(book.webhookOf(off.id())).isEqualTo(Optional.empty());
        assertThat(book.webhookOf(rules.newId())).isEmpty();
    }
}

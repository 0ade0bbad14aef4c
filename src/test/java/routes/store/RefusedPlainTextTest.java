package routes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.subscription.SubscriptionFixtures.NOW;
import static routes.subscription.SubscriptionFixtures.box;
import static routes.subscription.SubscriptionFixtures.rule;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.channel.bot.BotVault;
import routes.channel.bot.CachedBotRegistry;
import routes.channel.bot.StoredBot;
import routes.common.error.RefusedRequest;
import routes.common.security.Sealed;
import routes.common.security.Secret;
import routes.common.security.SecretBox;
import routes.common.security.UnreadableSecret;
import routes.datasource.DataSources;
import routes.datasource.connect.Connect;
import routes.datasource.connect.DataSourceResolver;
import routes.subscription.Stamps;
import routes.subscription.SubscriptionRule.Hook;
import routes.subscription.WebhookFormat;
import routes.subscription.WebhookRegistry;

/** With {@code veaiops.encryption.refuse-unsealed}: what stands in plain text is not used until it is resealed. */
@Tag("slow")
class RefusedPlainTextTest {
    private static final String ID = "0123456789abcdef01234567";
    private static final Sealed PLAIN = new Sealed("planted");
    private static final Secret KEY_OF_VEAIOPS = Secret.of("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=");
    private static final Sealed OF_VEAIOPS = new Sealed(
            "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==");

    private final WireServer server = WireServer.start();
    private final SecretBox strict = box().refusingPlainText();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_bot_is_left_out_with_document_and_remedy_until_it_is_resealed() {
        MongoBots bots = new MongoBots(server.database());
        bots.insert(new StoredBot(
                ID, "Lark", "cli_1", null, "Ops", true, Map.of("secret", PLAIN), null, null, Stamps.created(NOW)));
        CachedBotRegistry book = new CachedBotRegistry(
                bots, new BotVault(strict, CollectionNames.BOT), Duration.ZERO, Clock.systemUTC());

        assertThat(book.find("Lark", "cli_1")).isEmpty();
        assertThat(book.leftOut("Lark", "cli_1").orElseThrow())
                .contains("secret of " + ID + " in " + CollectionNames.BOT, "veaiops secrets reseal")
                .doesNotContain("planted");

        new MongoSecrets(server.database(), Set.of()).walk(box(), true, line -> {});
        book.follow();

        assertThat(book.find("Lark", "cli_1")).isPresent();
    }

    @Test
    void a_connect_is_refused_with_document_and_remedy() {
        Connect connect =
                new Connect(ID, "zabbix-1", "Zabbix", Map.of(), Map.of("password", PLAIN), true, Stamps.created(NOW));

        assertThatThrownBy(() -> resolver(strict).account(connect))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageContaining("the connect zabbix-1 needs its password again")
                .hasMessageContaining("password of " + ID)
                .hasMessageNotContaining("planted");
        assertThat(resolver(box()).account(connect).secrets()).containsKey("password");
        assertThat(resolver(strict).account(connect, Set.of("password")).secrets())
                .isEmpty();
    }

    @Test
    void a_password_that_veaiops_encrypted_is_refused_without_its_key_and_right_with_it() {
        Connect connect = new Connect(
                ID, "zabbix-1", "Zabbix", Map.of(), Map.of("password", OF_VEAIOPS), true, Stamps.created(NOW));

        assertThatThrownBy(() -> resolver(box()).account(connect))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageContaining("veaiops.encryption.reference-key")
                .hasMessageNotContaining("gAAAA");
        assertThat(resolver(box().readingVeaiops(KEY_OF_VEAIOPS))
                        .account(connect)
                        .secrets())
                .containsEntry("password", Secret.of("hello"));
    }

    @Test
    void a_webhook_is_not_opened() {
        MongoSubscriptionRules rules = new MongoSubscriptionRules(
                server.database(), new ChangeCounter(server.database(), "subscriptions"), (id, version) -> {});
        Hook hook = new Hook(true, "https://a", Map.of("Authorization", PLAIN), WebhookFormat.LEGACY, null);
        rules.insert(rule(ID, "shop", List.of(), hook));

        assertThatThrownBy(() -> new WebhookRegistry(rules, strict, () -> 1).webhookOf(ID))
                .isInstanceOf(UnreadableSecret.class)
                .hasMessageContaining("webhook_headers.Authorization of " + ID)
                .hasMessageNotContaining("planted");
        assertThat(new WebhookRegistry(rules, box(), () -> 1).webhookOf(ID)).isPresent();
    }

    private DataSourceResolver resolver(SecretBox box) {
        return new DataSourceResolver(
                new MongoConnects(server.database(), type -> Set.of("*")),
                new MongoSources(server.database()),
                new DataSources(List::of),
                box,
                new DataSourceResolver.Defaults(ZoneOffset.UTC, () -> "one"));
    }
}

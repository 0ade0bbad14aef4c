package routes.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import routes.common.repository.Repository;
import routes.fakes.SampleEvent;
import routes.fixtures.ManualClock;
import routes.notice.Notice;
import routes.subscription.CardTemplate;
import routes.subscription.Stamps;
import routes.subscription.Subscription;

/** The template that people chose for an agent type on a channel. */
class TemplateNamesTest {
    private final ManualClock clock = new ManualClock(SampleEvent.NOW);
    private final AtomicReference<List<CardTemplate>> stored = new AtomicReference<>(List.of());
    private final TemplateNames names = new TemplateNames(store(), Duration.ofSeconds(2), clock);

    @Test
    void the_one_of_agent_type_and_channel_counts_and_no_other() {
        stored.set(List.of(chosen("Slack", "payments")));

        assertThat(names.of(to("Slack"))).isEqualTo("payments");
        assertThat(names.of(to("Lark"))).isEmpty();
    }

    @Test
    void a_new_choice_is_seen_after_a_while_and_the_last_one_counts_while_the_store_is_away() {
        stored.set(List.of(chosen("Slack", "old")));
        names.of(to("Slack"));
        stored.set(List.of(chosen("Slack", "new")));

        assertThat(names.of(to("Slack"))).isEqualTo("old");
        clock.advance(Duration.ofSeconds(3));
        assertThat(names.of(to("Slack"))).isEqualTo("new");
        stored.set(null);
        clock.advance(Duration.ofSeconds(3));
        assertThat(names.of(to("Slack"))).isEqualTo("new");
    }

    private static CardTemplate chosen(String channel, String template) {
        return new CardTemplate(
                "1".repeat(24),
                "intelligent_threshold_agent",
                channel,
                template,
                true,
                new Stamps(null, null, null, null));
    }

    private static Notice to(String channel) {
        return Notice.reply(
                SampleEvent.anEvent().build(), new Subscription.Target(channel, "chat", "bot", null), SampleEvent.NOW);
    }

    @SuppressWarnings("unchecked")
    private Repository<CardTemplate> store() {
        return (Repository<CardTemplate>) Proxy.newProxyInstance(
                TemplateNamesTest.class.getClassLoader(), new Class<?>[] {Repository.class}, (proxy, method, args) -> {
                    List<CardTemplate> held = stored.get();
                    if (held == null) {
                        throw new IllegalStateException("away");
                    }
                    return held;
                });
    }
}

package routes.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.channel.bot.Bot;
import routes.channel.bot.BotRegistry;
import routes.channel.bot.Credential;
import routes.fakes.BotsInMemory;
import routes.fakes.SampleEvent;
import routes.kits.ChannelRoute;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.subscription.Subscription;

/** A notice whose bot cannot send says so at once, and what to set. */
@Tag("slow")
class BotReadinessTest {
    private static final Channel WITH_SECRET = new Channel() {
        @Override
        public String type() {
            return "Lark";
        }

        @Override
        public List<Credential> credentials() {
            return List.of(Credential.required(Bot.SECRET, "The secret"), Credential.optional("other", "Another"));
        }
    };

    @Test
    void a_bot_without_a_required_credential_is_named_with_it() {
        SendResult result = check(BotsInMemory.of(BotsInMemory.bot("Lark", "cli_1")), "cli_1")
                .orElseThrow();

        assertThat(result).isInstanceOfSatisfying(SendResult.Skipped.class, skipped -> assertThat(skipped.reason())
                .isEqualTo(FailureReason.NOT_CONFIGURED));
        assertThat(result.said().text()).contains("Lark bot cli_1", "secret", "replay");
    }

    @Test
    void a_bot_whose_credential_does_not_open_is_named_with_it() {
        BotRegistry book = new BotRegistry() {
            @Override
            public Optional<Bot> find(String channel, String botId) {
                return Optional.empty();
            }

            @Override
            public List<Bot> active(String channel) {
                return List.of();
            }

            @Override
            public Optional<String> leftOut(String channel, String botId) {
                return Optional.of("its credential secret cannot be opened: no key k7");
            }
        };

        assertThat(check(book, "cli_1").orElseThrow().said().text())
                .contains("Lark bot cli_1", "credential secret", "k7");
    }

    @Test
    void a_test_message_ends_with_the_same_words_and_what_to_do_next() {
        BotReadiness readiness = readiness(BotsInMemory.of(BotsInMemory.bot("Lark", "cli_1")));
        Subscription.Target target = new Subscription.Target("Lark", "oc_1", "cli_1", null);

        assertThat(readiness
                        .hindrance(target, "test again")
                        .orElseThrow()
                        .said()
                        .text())
                .isEqualTo("the Lark bot cli_1 has no credential secret: set it and test again");
    }

    @ParameterizedTest
    @CsvSource({"cli_1", "cli_gone", "''"})
    void a_whole_bot_and_what_the_channel_itself_judges_go_on(String botId) {
        assertThat(check(BotsInMemory.of(BotsInMemory.bot("Lark", "cli_1", "secret", "s3cret")), botId))
                .isEmpty();
    }

    @Test
    void a_hook_or_a_secret_is_enough_where_a_bot_may_have_either() {
        assertThat(HookUrl.orSecret(BotsInMemory.bot("Slack", "a", "secret", "x")))
                .isEmpty();
        assertThat(HookUrl.orSecret(BotsInMemory.bot("Slack", "a", "webhook_url", "https://x")))
                .isEmpty();
        assertThat(HookUrl.orSecret(BotsInMemory.bot("Slack", "a"))).contains("webhook_url or secret");
    }

    private static Optional<SendResult> check(BotRegistry book, String botId) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        Notice notice = ChannelRoute.notice(
                SampleEvent.anEvent().build(), new Subscription.Target("Lark", "oc_1", botId, null));
        Outbound.begin(exchange, notice);
        readiness(book).check(exchange);
        return Outbound.result(exchange);
    }

    private static BotReadiness readiness(BotRegistry book) {
        return new BotReadiness(book, new Channels(() -> Arrays.asList(WITH_SECRET)));
    }
}

package routes.api.subscription;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.fakes.BotsInMemory.bot;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.channel.Channels;
import routes.channel.email.EmailChannel;
import routes.channel.lark.LarkBotChannel;
import routes.channel.teams.TeamsChannel;
import routes.common.error.RefusedRequest;
import routes.fakes.BotsInMemory;
import routes.subscription.InformStrategy;
import routes.subscription.Stamps;

/** What a subscription names is held to the rules of the bots that send for it. */
class MentionCheckTest {
    private static final MentionCheck CHECK = new MentionCheck(
            new Channels(() -> List.of(new LarkBotChannel(), new TeamsChannel(), new EmailChannel())),
            BotsInMemory.of(bot("LarkBot", "ops"), bot("Teams", "flow"), bot("Email", "mail")));
    private static final List<InformStrategy> STRATEGIES =
            List.of(strategy("LarkBot", "ops"), strategy("Teams", "flow"), strategy("Email", "mail"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LarkBot | P0: all; ou_a1",
                "LarkBot | ''",
                "Teams   | alice@corp.com",
            })
    void names_that_the_platform_understands_are_taken(String channel, String named) {
        assertThatCode(() -> CHECK.check(Map.of(channel, named), STRATEGIES)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LarkBot | alice@corp.com | ops: \"alice@corp.com\" calls nobody",
                "Teams   | P0: all        | flow: \"all\" calls nobody",
                "Email   | alice@corp.com | Email calls no one",
                "Slack   | U1             | no inform strategy of the subscription sends by Slack",
                "lark    | ou_a1          | no inform strategy of the subscription sends by lark"
            })
    void names_that_call_no_one_are_refused_with_the_field(String channel, String named, String reason) {
        assertThatThrownBy(() -> CHECK.check(Map.of(channel, named), STRATEGIES))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageContaining(reason)
                .extracting(refused -> ((RefusedRequest) refused).field())
                .isEqualTo(Optional.of("message_mentions." + channel));
    }

    @Test
    void a_bot_that_is_gone_refuses_nothing() {
        assertThatCode(() -> CHECK.check(Map.of("LarkBot", "U1"), List.of(strategy("LarkBot", "gone"))))
                .doesNotThrowAnyException();
    }

    private static InformStrategy strategy(String channel, String botId) {
        return new InformStrategy(
                "a".repeat(24), "night", null, channel, botId, List.of("c1"), true, Stamps.created(Instant.EPOCH));
    }
}

package routes.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.channel.bot.Bot;
import routes.channel.bot.BotPlatform;
import routes.channel.bot.Mentions;
import routes.channel.lark.LarkBotChannel;
import routes.channel.teams.TeamsChannel;

/** Names that the platform will not understand are refused when they are saved. */
class MentionRulesTest {
    private static final Map<String, BotPlatform> PLATFORMS =
            Map.of("LarkBot", new LarkBotChannel(), "Teams", new TeamsChannel());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LarkBot | ou_abc123; P0: all        | true",
                "LarkBot | alice@corp.com            | false",
                "LarkBot | 7b2c9f1a                  | false",
                "LarkBot | 13800138000               | false",
                "Teams   | alice@corp.com            | true",
                "Teams   | 0f8fad5b-d9cb-469f-a165-70867728950e | true",
                "Teams   | all                       | false",
                "Teams   | Alice Smith               | false"
            })
    void only_what_the_platform_knows_people_by_is_taken(String channel, String named, boolean taken) {
        Bot draft = bot(channel, "b", "mentions", named);

        Mentions rule = PLATFORMS.get(channel).mentions(draft).orElseThrow();
        Optional<String> problem = OnCall.problem(named, rule);

        assertThat(problem.isEmpty()).as(problem.toString()).isEqualTo(taken);
    }
}

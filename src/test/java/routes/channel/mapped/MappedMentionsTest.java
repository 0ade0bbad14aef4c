package routes.channel.mapped;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.alarm.Level;
import routes.channel.OnCall;
import routes.channel.bot.Mentions;
import routes.fakes.PlatformAnswer;
import routes.fakes.SampleEvent;

/** People are called on the platforms that files describe, each as the platform wants it. */
@Tag("slow")
class MappedMentionsTest {
    private static final String TEXT = "https://wiki.example/run_book <@999999999999999999> @everyone @channel";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Discord | 123456789012345678, role:223456789012345678 | /content | <@123456789012345678> <@&223456789012345678>",
                "Discord | all | /content | @everyone",
                "Mattermost | alice; P1: @on.call_1 | /text | @alice @on.call_1",
                "Mattermost | all | /text | @channel",
                "Telegram | 4242, @ops_lead | /text | <a href='tg://user?id=4242'>@4242</a> @ops_lead",
                "Matrix | @ops.lead:example.org; P1: all | /m.mentions/user_ids/0 | @ops.lead:example.org",
                "GoogleChat | users/1179876543; P1: all; P0: 5555555 | /text | <users/1179876543> <users/all>"
            })
    void the_text_holds_the_marks_of_those_whom_the_bot_names(
            String channel, String mentions, String place, String marks) throws Exception {
        JsonNode message = sent(channel, mentions, Level.P1);

        assertThat(message.at(place).asText().lines()).contains(marks);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "123456789012345678, role:223456789012345678 | [\"123456789012345678\"] | [\"223456789012345678\"] | []",
                "all | | | [\"everyone\"]",
                "P0: all | | | []"
            })
    void discord_may_call_those_and_nobody_whom_a_text_names(String mentions, String users, String roles, String parse)
            throws Exception {
        JsonNode allowed = sent("Discord", mentions, Level.P1).path("allowed_mentions");

        assertThat(allowed.path("parse").toString()).isEqualTo(parse);
        assertThat(allowed.path("users").toString()).isEqualTo(users == null ? "" : users);
        assertThat(allowed.path("roles").toString()).isEqualTo(roles == null ? "" : roles);
    }

    @Test
    void matrix_gets_the_people_as_data_and_as_links_to_them() throws Exception {
        JsonNode message = sent("Matrix", "@a_1:example.org, @b:[::1]; P1: all; P0: @c:example.org", Level.P1);

        assertThat(message.path("m.mentions").toString())
                .isEqualTo("{\"user_ids\":[\"@a_1:example.org\"],\"room\":true}");
        assertThat(message.path("formatted_body").asText())
                .startsWith("<a href='https://matrix.to/#/@a_1:example.org'>@a_1:example.org</a> @room<br/>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Matrix     | alice            | ids of users",
                "Matrix     | @alice           | @alice:example.org",
                "Discord    | @alice           | ids of users",
                "Discord    | alice@corp.com   | role:",
                "Telegram   | all              | @usernames",
                "Telegram   | alice@corp.com   | ids of users",
                "Mattermost | alice@corp.com   | names of users",
                "GoogleChat | alice@corp.com   | ids of users",
                "Webex      | alice            | e-mail addresses",
                "Zulip      | alice@corp.com   | ids of users"
            })
    void what_the_platform_does_not_understand_is_refused_with_what_it_does(String channel, String named, String remedy)
            throws Exception {
        try (MappedSubject subject = subject(channel, named)) {
            Mentions rule = subject.channel()
                    .mentions(bot(channel, "b", "mentions", named))
                    .orElseThrow();

            Optional<String> problem = OnCall.problem(named, rule);

            assertThat(problem).hasValueSatisfying(words -> assertThat(words).contains(named, remedy));
            assertThat(subject.channel().credentials())
                    .anyMatch(one -> one.name().equals(OnCall.CREDENTIAL));
        }
    }

    private static JsonNode sent(String channel, String mentions, Level level) throws Exception {
        try (MappedSubject subject = subject(channel, mentions)) {
            subject.send(subject.about(SampleEvent.anEvent().atLevel(level).titled(TEXT)));
            return subject.platform().calls().get(0).json();
        }
    }

    private static MappedSubject subject(String channel, String mentions) throws Exception {
        PlatformAnswer any = PlatformAnswer.json(200, "{}");
        Map<String, String> credentials =
                Map.of("webhook_url", "URL/hooks/x", "token", "1:x", "base_url", "URL", "mentions", mentions);
        return MappedSubject.shipped(new MappedSubject.Ways(channel, "/", credentials, any, any, any, 60_000));
    }
}

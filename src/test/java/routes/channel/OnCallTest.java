package routes.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.alarm.Level;
import routes.channel.bot.Mentions;
import routes.event.PublishedEvent;
import routes.fakes.SampleEvent;
import routes.kits.ChannelRoute;
import routes.notice.Notice;
import routes.subscription.Subscription;

@Tag("slow")
class OnCallTest {
    private static final Mentions ID = Mentions.of("U[0-9]+|" + OnCall.ALL, "give U and a number");
    private static final Subscription.Target GROUP = new Subscription.Target("Slack", "C1", "b", null);

    @Test
    void a_problem_calls_each_of_those_who_are_named_once() {
        assertThat(OnCall.of(notice(SampleEvent.anEvent().build()), "U1, U2\nU1,all", ID))
                .containsExactly("U1", "U2", "all");
    }

    @Test
    void some_are_called_for_some_levels_only() {
        String named = "P0: all; P0+P1: U1,U2; U3";

        assertThat(OnCall.of(notice(SampleEvent.anEvent().atLevel(Level.P0).build()), named, ID))
                .containsExactly("all", "U1", "U2", "U3");
        assertThat(OnCall.of(notice(SampleEvent.anEvent().atLevel(Level.P1).build()), named, ID))
                .containsExactly("U1", "U2", "U3");
        assertThat(OnCall.of(notice(SampleEvent.anEvent().atLevel(Level.P2).build()), named, ID))
                .containsExactly("U3");
    }

    @Test
    void what_would_call_nobody_is_said_with_what_to_write_instead() {
        assertThat(OnCall.problem("U1, P0: U2; all", ID)).isPresent();
        assertThat(OnCall.problem("P0: U1; all", ID)).isEmpty();
        assertThat(OnCall.problem("", ID)).isEmpty();
        assertThat(OnCall.problem("P0: alice@corp.com", ID))
                .hasValueSatisfying(problem -> assertThat(problem).contains("alice@corp.com", "give U and a number"));
    }

    @Test
    void what_is_no_id_calls_no_one() {
        assertThat(OnCall.of(notice(SampleEvent.anEvent().build()), "<!here>,@li,U", ID))
                .isEmpty();
        assertThat(OnCall.of(notice(SampleEvent.anEvent().build()), "", ID)).isEmpty();
    }

    @Test
    void what_ends_and_what_answers_a_chat_calls_no_one() {
        PublishedEvent event = SampleEvent.anEvent().build();

        assertThat(OnCall.of(notice(SampleEvent.anEvent().recovered().build()), "U1", ID))
                .isEmpty();
        assertThat(OnCall.of(Notice.reply(event, GROUP, SampleEvent.NOW), "U1", ID))
                .isEmpty();
    }

    @Test
    void a_long_list_calls_the_first_twenty() {
        String many = IntStream.range(0, 30).mapToObj(i -> "U" + i).collect(Collectors.joining(","));

        assertThat(OnCall.of(notice(SampleEvent.anEvent().build()), many, ID))
                .hasSize(20)
                .startsWith("U0");
    }

    private static Notice notice(PublishedEvent event) {
        return ChannelRoute.notice(event, GROUP);
    }
}

package routes.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import routes.channel.PeopleLookup.People;
import routes.channel.bot.Bot;
import routes.common.error.VeaiopsException;
import routes.fixtures.ManualClock;

/** A platform is asked for people once in a while, and never for long. */
class PeopleLookupTest {
    private static final Bot BOT = bot("Slack", "A1", "secret", "xoxb-1");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-25T08:00:00Z"));
    private final PeopleLookup lookup = new PeopleLookup(Duration.ofHours(1), Duration.ofSeconds(2), clock);
    private final List<List<String>> asked = new ArrayList<>();

    @Test
    void an_answer_counts_for_a_while_also_that_the_platform_knows_nobody() {
        People first = lookup.of(BOT, List.of("a@x", "b@x"), 1, knowing(Map.of("a@x", "U1")));
        clock.advance(Duration.ofMinutes(59));
        People second = lookup.of(BOT, List.of("a@x", "b@x"), 1, knowing(Map.of()));

        assertThat(first.ids()).containsOnly(Map.entry("a@x", "U1"));
        assertThat(first.missed()).containsOnly(Map.entry("b@x", "Slack knows nobody by it"));
        assertThat(second).isEqualTo(first);
        assertThat(asked).containsExactly(List.of("a@x"), List.of("b@x"));
        clock.advance(Duration.ofMinutes(2));
        assertThat(lookup.of(BOT, List.of("b@x"), 1, knowing(Map.of("b@x", "U2")))
                        .ids())
                .containsOnly(Map.entry("b@x", "U2"));
    }

    @Test
    void a_failure_finds_nobody_says_why_and_is_tried_again_after_a_minute() {
        Function<List<String>, Map<String, String>> away = names -> {
            asked.add(names);
            throw new VeaiopsException("Slack is away");
        };

        assertThat(lookup.of(BOT, List.of("a@x"), 1, away).missed()).containsOnly(Map.entry("a@x", "Slack is away"));
        assertThat(lookup.of(BOT, List.of("a@x"), 1, away).missed()).isNotEmpty();
        assertThat(asked).hasSize(1);
        clock.advance(Duration.ofSeconds(61));
        assertThat(lookup.of(BOT, List.of("a@x"), 1, knowing(Map.of("a@x", "U1")))
                        .missed())
                .isEmpty();
    }

    @Test
    void nothing_more_is_asked_for_a_message_that_waited_long_enough() {
        People found = lookup.of(BOT, List.of("a@x", "b@x", "c@x"), 1, names -> {
            clock.advance(Duration.ofSeconds(1));
            return knowing(Map.of("a@x", "U1", "b@x", "U2", "c@x", "U3")).apply(names);
        });

        assertThat(found.ids().keySet()).containsExactlyInAnyOrder("a@x", "b@x");
        assertThat(found.missed()).containsOnly(Map.entry("c@x", "there was no time to look it up"));
    }

    @Test
    void many_are_asked_for_in_one_call_and_a_new_secret_asks_anew() {
        List<String> names = List.of("1", "2", "3");
        lookup.of(BOT, names, 2, knowing(Map.of()));
        lookup.of(bot("Slack", "A1", "secret", "xoxb-2"), names, 3, knowing(Map.of()));

        assertThat(asked).containsExactly(List.of("1", "2"), List.of("3"), names);
    }

    private Function<List<String>, Map<String, String>> knowing(Map<String, String> ids) {
        return names -> {
            asked.add(List.copyOf(names));
            return ids;
        };
    }
}

package routes.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.fakes.SampleEvent.anEvent;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.alarm.Level;
import routes.event.MatchOperator;
import routes.event.PublishedEvent;
import routes.fixtures.CpuTime;

class MatcherTest {
    private static final PublishedEvent EVENT = anEvent()
            .atLevel(Level.P1)
            .ofProjects("shop", "bank")
            .labelled("host", "web-1")
            .labelled("level", "a label that is called level")
            .build();

    @ParameterizedTest(name = "{0} {1} {2} is {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "host    | =  | web-1                    | true",
                "host    | =  | web                      | false",
                "host    | != | web-1                    | false",
                "host    | != | web-2                    | true",
                "host    | =~ | web-.*                   | true",
                "host    | =~ | eb-1                     | false",
                "host    | !~ | web-.*                   | false",
                "host    | !~ | db-.*                    | true",
                "rack    | =  | ''                       | true",
                "rack    | != | r1                       | true",
                "rack    | =~ | .+                       | false",
                "rack    | !~ | .+                       | true",
                "level   | =  | P1                       | true",
                "level   | =~ | 'P0|P1'                  | true",
                "label:level | =~ | a label.*            | true",
                "project | =  | bank                     | true",
                "project | =  | zoo                      | false",
                "project | != | bank                     | false",
                "project | != | zoo                      | true",
                "product | =  | db                       | true",
                "customer| =  | acme                     | false",
                "source  | =  | zabbix                   | true",
                "agent_type | =~ | intelligent.*         | true",
                "fingerprint | = | zabbix:13             | true",
                "event_id | = | aaaaaaaaaaaaaaaaaaaaaaaa | true"
            })
    void a_matcher_holds_or_not(String name, String op, String value, boolean holds) {
        Matcher matcher = new Matcher(name, MatchOperator.of(op), value);

        assertThat(Matcher.all(List.of(matcher)).test(EVENT)).isEqualTo(holds);
    }

    @Test
    void all_matchers_have_to_hold() {
        Matcher holds = new Matcher("host", MatchOperator.EQUAL, "web-1");
        Matcher fails = new Matcher("host", MatchOperator.EQUAL, "web-2");

        assertThat(Matcher.all(List.of(holds)).test(EVENT)).isTrue();
        assertThat(Matcher.all(List.of(holds, fails)).test(EVENT)).isFalse();
    }

    @ParameterizedTest(name = "{0} {1} for nothing: {2}")
    @CsvSource({"=,'',true", "=,a,false", "!=,a,true", "=~,.*,true", "=~,.+,false", "!~,a.*,true", "!~,.*,false"})
    void what_holds_for_nothing_is_known(String op, String value, boolean holds) {
        assertThat(new Matcher("host", MatchOperator.of(op), value).holdsForNothing())
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"=~,a(", "!~,*", "=~,(?=look)ahead"})
    void a_regular_expression_that_cannot_be_read_is_refused(String op, String value) {
        assertThatThrownBy(() -> new Matcher("host", MatchOperator.of(op), value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(value);
        assertThatThrownBy(() -> MatchOperator.of("==")).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Matcher("host", MatchOperator.EQUAL, value).value()).isEqualTo(value);
    }

    @Test
    void an_evil_expression_takes_linear_time() {
        Matcher evil = new Matcher("host", MatchOperator.LIKE, "(a+)+$");
        PublishedEvent event =
                anEvent().labelled("host", "a".repeat(20_000) + "!").build();

        Duration cost = CpuTime.of(() -> Matcher.all(List.of(evil)).test(event));

        assertThat(Matcher.all(List.of(evil)).test(event)).isFalse();
        assertThat(cost).isLessThan(Duration.ofSeconds(5));
    }
}

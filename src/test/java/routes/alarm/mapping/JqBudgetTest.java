package routes.alarm.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.fixtures.CpuTime;

@Tag("slow")
class JqBudgetTest {
    private static final Duration SOON = Duration.ofSeconds(3);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "last(range(1e12))",
                "[range(1e12)]",
                "[range(0; 1; 0)] | length, last(range(0; 1e12; 1))",
                "[limit(1e9; range(1e12))]",
                "def again: 1, again; last(limit(1e9; again))",
                "reduce range(1e9) as $i (0; . + $i)",
                "last(foreach range(1e9) as $i (0; . + $i))",
                "reduce 1 as $x (0; range(1e12))",
                "try last(range(1e12)) catch \"caught\"",
                "(last(range(1e12)))? // 1",
                "first(range(1e12) | select(. < 0))",
                "any(range(1e12); false)",
                "[.list[] | 1] as $l | reduce ($l[] | $l[] | $l[] | $l[] | $l[]) as $x (0; $x)",
                "def f($n): if $n == 0 then 0 else f($n - 1), f($n - 1) end; reduce f(40) as $x (0; .)",
                "[.list, .list, .list, .list, .list, .list] | [combinations] | length",
                ".list | group_by(range(1e12))",
                ".list | sort_by(range(1e12))"
            })
    void a_program_without_end_is_stopped_on_its_own_thread(String program) {
        fails(program, "takes longer|larger than|compares or copies|calls itself");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\" * 2e9",
                "2e9 * \"x\"",
                "\"x\" | . *= 2e9",
                "reduce range(60) as $i (\"x\"; . + .)",
                "reduce range(60) as $i ([1]; . + .) | length",
                "reduce range(60) as $i (1; [., .]) | tostring",
                "reduce range(60) as $i ({}; {a: ., b: .}) | tojson",
                "reduce range(60) as $i ({}; .a = . | .b = .a) | [.. | 1] | length",
                "reduce range(60) as $i (\"x\"; \"\\(.)\\(.)\")",
                "[range(100000) | \"\"] | join(\"x\" * 100000)",
                ".[1e9] = 1",
                ".a[1000000000] = 1",
                "setpath([\"a\", 1e9]; 1)",
                "getpath([\"a\", 1e9]) = 1",
                "reduce range(30) as $i (\"\\u0000\"; . + .) | @json | @json | @json",
                "reduce range(30) as $i (\"<\"; . + .) | @html | @html",
                "reduce range(5000) as $i (1; [.])"
            })
    void a_value_without_end_is_stopped_before_it_fills_the_memory(String program) {
        fails(program, "larger than|nested more|compares or copies|takes longer|calls itself");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(\"a\" * 1000000) as $t | $t | indices(\"a\" * 500000 + \"b\")",
                "(\"a\" * 1000000) as $t | $t | split(\"a\" * 500000 + \"b\")",
                "(\"a\" * 1000000) as $t | $t / (\"a\" * 500000 + \"b\")",
                "[range(100000)] | . - [range(100000; 200000)]",
                "[range(100000)] | index([range(50000)] + [-1])",
                "[range(100000)] | .[] = 1",
                "[range(100000)] | .[] |= 1",
                "[range(100000)] | del(.[])"
            })
    void work_that_grows_with_the_square_is_stopped(String program) {
        fails(program, "compares or copies|takes longer|larger than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"def f: f; f", "def f: f | f; f", "until(false; .)", "[recurse(.)] | length"})
    void a_program_that_calls_itself_without_end_is_stopped(String program) {
        fails(program, "calls itself without end|takes longer|larger than");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".t | test(\"^(a+)+$\")",
                ".t | [match(\"(a*)*b\"; \"g\")]",
                ".t | gsub(\"(a|aa)+$\"; \"x\")",
                ".t | [scan(\"(a|a)*c\")]",
                ".t | split(\"(a+)+x\"; \"g\")",
                ".t | [splits(\"(a+)+x\")]",
                ".t | capture(\"(?<all>(a+)+)$\")"
            })
    void a_regular_expression_takes_linear_time(String program) {
        JsonNode body = JsonNodeFactory.instance.objectNode().put("t", "a".repeat(100) + "!");
        JqProgram compiled = JqProgram.compile(program, new JqLimits(Duration.ofSeconds(20), 10, 1_000_000));

        assertThat(CpuTime.of(() -> compiled.run(body, Map.of()))).isLessThan(SOON);
    }

    @Test
    void a_search_of_a_long_text_ends_in_time_too() {
        JsonNode body = JsonNodeFactory.instance.objectNode().put("t", "a".repeat(2_000_000));

        assertThatThrownBy(() -> JqProgram.compile(".t | [scan(\"a.*b|a\")]").run(body, Map.of()))
                .isInstanceOf(JqProgram.Failed.class)
                .hasMessage("the program takes longer than 200 ms");
    }

    @Test
    void a_thread_that_waited_for_a_processor_goes_on_and_one_that_computes_is_stopped() {
        JqBudget budget = JqBudget.begin(new JqLimits(Duration.ofMillis(200), 10, 100));
        stand(Duration.ofMillis(400));

        budget.look();

        assertThatThrownBy(() -> compute(budget))
                .isInstanceOf(JqBudget.Exceeded.class)
                .hasMessage("the program takes longer than 200 ms");
        JqBudget.end();
    }

    @Test
    void nothing_runs_for_more_than_ten_times_its_time() {
        JqBudget budget = JqBudget.begin(new JqLimits(Duration.ofMillis(10), 10, 100));
        stand(Duration.ofMillis(200));

        assertThatThrownBy(budget::look).isInstanceOf(JqBudget.Exceeded.class);
        JqBudget.end();
    }

    private static void stand(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusSeconds(30)).until(() -> true);
    }

    private static void compute(JqBudget budget) {
        long end = System.nanoTime() + SOON.toNanos() * 5;
        while (System.nanoTime() < end) {
            budget.step();
        }
    }

    @Test
    void what_fits_the_budget_runs_and_each_run_has_its_own() throws Exception {
        JqProgram program = JqProgram.compile("[range(1000)] | map(. * 2) | add");

        for (int i = 0; i < 50; i++) {
            assertThat(program.run(body(), Map.of())).singleElement().satisfies(sum -> assertThat(sum.intValue())
                    .isEqualTo(999_000));
        }
    }

    @Test
    void the_number_of_results_is_limited() {
        JqProgram program = JqProgram.compile("range(11)", new JqLimits(SOON, 10, 1_000));

        assertThatThrownBy(() -> program.run(body(), Map.of()))
                .isInstanceOf(JqProgram.Failed.class)
                .hasMessage("more than 10 results");
    }

    @Test
    void limits_are_positive() {
        assertThatThrownBy(() -> new JqLimits(Duration.ZERO, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new JqLimits(SOON, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new JqLimits(SOON, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < 200; i++) {
            body.withArray("list").add(i);
        }
        return body;
    }

    private static void fails(String program, String reason) {
        JqProgram compiled = JqProgram.compile(program);
        JsonNode body = program.startsWith(".[1e9]") ? JsonNodeFactory.instance.arrayNode() : body();

        Duration cost = CpuTime.of(() -> assertThatThrownBy(() -> {
                    List<JsonNode> results = compiled.run(body, Map.of());
                    throw new AssertionError("gave " + results.size() + " results");
                })
                .isInstanceOf(JqProgram.Failed.class)
                .hasMessageMatching("(?s).*(" + reason + ").*"));

        assertThat(cost).isLessThan(SOON);
    }
}

package routes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BodyBudgetTest {
    private final BodyBudget budget = new BodyBudget(100);

    @Test
    void unknown_callers_get_a_quarter_and_known_ones_the_rest() {
        assertThat(budget.take(25, false)).isTrue();
        assertThat(budget.take(1, false)).isFalse();
        assertThat(budget.take(75, true)).isTrue();
        assertThat(budget.take(1, true)).isFalse();
    }

    @Test
    void what_is_given_back_is_there_again_and_a_refusal_takes_nothing() {
        assertThat(budget.take(90, true)).isTrue();
        assertThat(budget.take(20, false)).isFalse();
        assertThat(budget.take(10, false)).isTrue();

        budget.give(90, true);
        budget.give(10, false);

        assertThat(budget.take(25, false)).isTrue();
        assertThat(budget.take(75, true)).isTrue();
    }

    @Test
    void a_budget_of_nothing_is_refused() {
        assertThatThrownBy(() -> new BodyBudget(0)).hasMessageContaining("veaiops.http.max-bytes-in-flight");
    }
}

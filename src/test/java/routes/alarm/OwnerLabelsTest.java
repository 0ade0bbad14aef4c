package routes.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.alarm.OwnerLabels.Label;

class OwnerLabelsTest {
    @Test
    void values_keep_their_order_and_their_duplicates() {
        OwnerLabels owners = OwnerLabels.from(List.of(
                new Label("projects_02", "pay"),
                new Label("customers_00", "acme"),
                new Label("projects_01", "shop"),
                new Label("products_99", "ECS"),
                new Label("projects_03", "pay")));

        assertThat(owners.project()).containsExactly("pay", "shop", "pay");
        assertThat(owners.product()).containsExactly("ECS");
        assertThat(owners.customer()).containsExactly("acme");
    }

    @Test
    void a_blank_value_names_no_owner() {
        assertThat(OwnerLabels.from(List.of(new Label("projects_01", " "), new Label("projects_02", "shop")))
                        .project())
                .containsExactly("shop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "projects_1",
                "projects_001",
                "projects_",
                "projects",
                "Projects_01",
                "xprojects_01",
                "projects_0a",
                "projects_٠١",
                ""
            })
    void a_name_needs_exactly_two_digits_after_its_prefix(String name) {
        assertThat(OwnerLabels.from(List.of(new Label(name, "x"))).project()).isEmpty();
    }
}

package routes.http.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenConnectionsTest {
    private final OpenConnections open = new OpenConnections(3, 2);

    @Test
    void one_address_gets_its_share_and_all_get_no_more_than_there_are() {
        assertThat(open.opened("a")).isTrue();
        assertThat(open.opened("a")).isTrue();
        assertThat(open.opened("b")).isTrue();
        assertThat(open.opened("c")).isFalse();
        open.closed("c");

        open.closed("b");
        assertThat(open.opened("a")).isFalse();
        open.closed("a");
        assertThat(open.opened("b")).isTrue();
    }

    @Test
    void what_is_closed_makes_room() {
        for (int round = 0; round < 10; round++) {
            assertThat(open.opened("a")).isTrue();
            assertThat(open.opened("a")).isTrue();
            open.closed("a");
            open.closed("a");
        }
    }
}

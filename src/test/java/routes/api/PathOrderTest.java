package routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathOrderTest {
    @Test
    void a_fixed_word_comes_before_a_parameter() {
        List<String> sorted =
                List.of("/s/{type}/{id}", "/s/{type}/metrics", "/s/connect/{id}", "/s/{id}/active").stream()
                        .sorted(Comparator.comparing(PathOrder::rank))
                        .toList();

        assertThat(sorted).startsWith("/s/connect/{id}").endsWith("/s/{type}/{id}");
    }
}

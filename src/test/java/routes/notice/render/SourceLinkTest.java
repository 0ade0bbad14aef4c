package routes.notice.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages and the event page lead back to the monitoring system, whatever its mapping calls that address. */
class SourceLinkTest {
    @ParameterizedTest
    @CsvSource({
        "link, https://app.datadoghq.com/monitors/1, https://app.datadoghq.com/monitors/1",
        "generator, http://prometheus:9090/graph?g0.expr=up, http://prometheus:9090/graph?g0.expr=up",
        "generator, diesel-2, ''",
        "url, javascript:alert(1), ''",
        "url, http://user:word@host/, ''",
        "host, https://web-1.example, ''"
    })
    void is_an_address_of_the_web_under_a_name_that_senders_use(String label, String value, String link) {
        assertThat(SourceLink.of(Map.of(label, value))).isEqualTo(link);
    }

    @Test
    void a_label_of_the_users_own_gives_way_to_the_one_that_the_mapping_wrote_beside_it() {
        assertThat(SourceLink.of(Map.of("generator", "diesel-2", "veaiops_generator", "http://prometheus:9090/graph")))
                .isEqualTo("http://prometheus:9090/graph");
    }

    /** Every label that a shipped source fills with an address of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"link", "generator", "panel", "dashboard"})
    void knows_the_labels_of_the_shipped_sources(String label) {
        assertThat(SourceLink.of(Map.of(label, "https://monitoring.example/1"))).isNotEmpty();
    }
}

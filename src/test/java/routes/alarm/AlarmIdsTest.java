package routes.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmIdsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void a_fresh_id_tells_its_second_as_an_object_id_does() {
        String id = AlarmIds.fresh(NOW);

        assertThat(new ObjectId(id).getDate()).isEqualTo(NOW);
        assertThat(id).isLessThan(AlarmIds.fresh(NOW.plusSeconds(1)));
    }

    @Test
    void fresh_ids_of_one_moment_differ() {
        assertThat(IntStream.range(0, 20_000).mapToObj(i -> AlarmIds.fresh(NOW)))
                .doesNotHaveDuplicates();
    }

    @Test
    void ids_that_are_made_here_are_valid() {
        assertThat(AlarmIds.valid(AlarmIds.fresh(NOW))).isTrue();
        assertThat(AlarmIds.valid(AlarmIds.derived("a", "b"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "65f1", "65F1A2B3C4D5E6F708192A3B", "65f1a2b3c4d5e6f708192a3g", "65f1a2b3c4d5e6f708192a3b0"})
    void anything_else_is_no_id(String text) {
        assertThat(AlarmIds.valid(text)).isFalse();
    }

    @Test
    void parts_of_a_derived_id_are_kept_apart() {
        assertThat(AlarmIds.derived("ab", "c")).isEqualTo(AlarmIds.derived("ab", "c"));
        assertThat(AlarmIds.derived("ab", "c")).isNotEqualTo(AlarmIds.derived("a", "bc"));
    }
}

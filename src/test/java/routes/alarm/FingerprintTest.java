package routes.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    @Test
    void it_reads_as_source_kind_and_parts() {
        assertThat(Fingerprint.of("zabbix", "trigger", "20011", "10084")).isEqualTo("zabbix:trigger:20011:10084");
    }

    @Test
    void separators_inside_a_part_are_escaped() {
        assertThat(Fingerprint.of("s", "k", "a:b", "100%\n")).isEqualTo("s:k:a%3Ab:100%25%0A");
    }

    @Test
    void a_long_one_is_hashed_and_stays_different_from_its_neighbour() {
        String one = Fingerprint.of("s", "k", "x".repeat(500) + "1");
        String other = Fingerprint.of("s", "k", "x".repeat(500) + "2");

        assertThat(one).hasSize("s:sha256:".length() + 64).isNotEqualTo(other);
    }

    @Property(tries = 500)
    void different_parts_never_give_one_fingerprint(
            @ForAll @Size(max = 3) List<@StringLength(max = 4) @Chars({'a', ':', '%', '2', '5'}) String> one,
            @ForAll @Size(max = 3) List<@StringLength(max = 4) @Chars({'a', ':', '%', '2', '5'}) String> other) {
        boolean sameText = Fingerprint.of("s", "k", one).equals(Fingerprint.of("s", "k", other));

        assertThat(sameText).isEqualTo(one.equals(other));
    }
}

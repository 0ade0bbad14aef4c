package routes.common.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnInstantTest {
    private static final DateTimeFormatter FORMATTER =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final long YEAR_1 = -62135596800000L;
    private static final long YEAR_9999 = 253402300799999L;

    @Property(tries = 1000)
    void it_writes_what_the_formatter_writes_and_reads_it_back(
            @ForAll @LongRange(min = YEAR_1, max = YEAR_9999) long millis) {
        Instant instant = Instant.ofEpochMilli(millis);

        assertThat(OwnInstant.text(instant)).isEqualTo(FORMATTER.format(instant));
        assertThat(OwnInstant.parse(FORMATTER.format(instant))).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-23",
                "2026-11-23T10:00:00Z",
                "2026-11-23T10:00:00.000+",
                "2026-13-23T10:00:00.000Z",
                "2026-02-30T10:00:00.000Z",
                "2026-11-23T24:00:00.000Z",
                "0000-11-23T10:00:00.000Z",
                "2026-11-23 10:00:00.000Z"
            })
    void it_leaves_every_other_form_to_the_general_reader(String text) {
        assertThat(OwnInstant.parse(text)).isNull();
    }
}

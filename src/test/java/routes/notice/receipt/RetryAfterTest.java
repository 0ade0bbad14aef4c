package routes.notice.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "-1",
                "1e9",
                "7 s",
                "+7",
                "0x10",
                "NaN",
                "Infinity",
                "7,5",
                "٣",
                ".5",
                "5.",
                "Sun, 99 Mar 2026 12:00:30 GMT",
                "Mon, 01 Mar 2026 12:00:30 GMT",
                "2026-03-01T12:00:30Z"
            })
    void garbage_counts_as_absent(String text) {
        assertThat(RetryAfter.parse(text, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999", "999999999999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void no_wish_is_longer_than_ten_years(String text) {
        assertThat(RetryAfter.parse(text, NOW)).hasValue(RetryAfter.LONGEST);
    }
}

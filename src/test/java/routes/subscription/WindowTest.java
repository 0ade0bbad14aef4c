package routes.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Instant A_MONDAY = Instant.parse("2026-11-23T00:00:00Z");

    @ParameterizedTest(name = "{0} {1} {2} at {3}: {4}")
    @CsvSource({
        // by day
        "MON, 09:00-18:00, UTC, 2026-11-23T09:00:00Z, true",
        "MON, 09:00-18:00, UTC, 2026-11-23T08:59:59Z, false",
        "MON, 09:00-18:00, UTC, 2026-11-23T17:59:59Z, true",
        "MON, 09:00-18:00, UTC, 2026-11-23T18:00:00Z, false",
        "MON, 09:00-18:00, UTC, 2026-11-24T10:00:00Z, false",
        "'', 09:00-18:00, UTC, 2026-11-24T10:00:00Z, true",
        // over midnight the day is the one on which it opens
        "FRI, 22:00-06:00, UTC, 2026-11-27T22:00:00Z, true",
        "FRI, 22:00-06:00, UTC, 2026-11-28T05:59:59Z, true",
        "FRI, 22:00-06:00, UTC, 2026-11-28T06:00:00Z, false",
        "FRI, 22:00-06:00, UTC, 2026-11-27T05:00:00Z, false",
        "SUN, 22:00-06:00, UTC, 2026-11-30T05:00:00Z, true",
        // whole days
        "SAT SUN, 00:00-24:00, UTC, 2026-11-29T23:59:59Z, true",
        "SAT SUN, 00:00-24:00, UTC, 2026-11-30T00:00:00Z, false",
        "SAT, 08:00-08:00, UTC, 2026-11-29T07:59:59Z, true",
        // zones: 22:00 in Shanghai is 14:00 in UTC
        "MON, 22:00-06:00, Asia/Shanghai, 2026-11-23T13:59:59Z, false",
        "MON, 22:00-06:00, Asia/Shanghai, 2026-11-23T14:00:00Z, true",
        "MON, 22:00-06:00, Asia/Shanghai, 2026-11-23T21:59:59Z, true",
        "MON, 22:00-06:00, Asia/Shanghai, 2026-11-23T22:00:00Z, false",
        "MON, 09:00-10:00, +05:30, 2026-11-23T03:30:00Z, true",
        // spring in New York: 02:00 to 03:00 is left out on 2026-03-08
        "SUN, 02:30-05:00, America/New_York, 2026-03-08T06:59:59Z, false",
        "SUN, 02:30-05:00, America/New_York, 2026-03-08T07:00:00Z, true",
        "SUN, 02:30-05:00, America/New_York, 2026-03-08T08:59:59Z, true",
        "SUN, 02:30-05:00, America/New_York, 2026-03-08T09:00:00Z, false",
        "SUN, 01:00-02:30, America/New_York, 2026-03-08T06:59:59Z, true",
        "SUN, 01:00-02:30, America/New_York, 2026-03-08T07:00:00Z, false",
        // autumn in New York: 01:00 to 02:00 comes twice on 2026-11-01
        "SAT, 22:00-01:30, America/New_York, 2026-11-01T05:29:59Z, true",
        "SAT, 22:00-01:30, America/New_York, 2026-11-01T05:30:00Z, false",
        "SAT, 22:00-01:30, America/New_York, 2026-11-01T06:15:00Z, false",
        "SUN, 01:30-03:00, America/New_York, 2026-11-01T05:30:00Z, true",
        "SUN, 01:30-03:00, America/New_York, 2026-11-01T07:59:59Z, true",
        "SUN, 01:30-03:00, America/New_York, 2026-11-01T08:00:00Z, false"
    })
    void it_is_open_or_not(String days, String hours, String zone, Instant at, boolean open) {
        String[] ends = hours.split("-");
        List<String> names = days.isEmpty() ? List.of() : List.of(days.split(" "));

        assertThat(Window.of(names, ends[0], ends[1], ZoneId.of(zone)).open(at)).isEqualTo(open);
    }

    @Property(tries = 300)
    void outside_changes_of_clocks_it_is_the_hours_of_the_wall_clock(
            @ForAll("times") LocalTime from, @ForAll("times") LocalTime to, @ForAll("instants") Instant at) {
        Window window = new Window(Set.of(DayOfWeek.values()), from, to, ZoneOffset.ofHours(8));

        LocalTime wall = at.atOffset(ZoneOffset.ofHours(8)).toLocalTime();
        boolean sameDay = !wall.isBefore(from) && wall.isBefore(to);
        boolean overMidnight = !wall.isBefore(from) || wall.isBefore(to);
        assertThat(window.open(at)).isEqualTo(to.isAfter(from) ? sameDay : overMidnight);
    }

    @Property(tries = 100)
    void it_opens_and_closes_once_a_day_whatever_clocks_do(
            @ForAll("times") LocalTime from, @ForAll("times") LocalTime to, @ForAll("weeks") Instant start) {
        Window window = new Window(Set.of(DayOfWeek.values()), from, to, NEW_YORK);

        int openings = 0;
        boolean before = window.open(start);
        for (Instant at = start; at.isBefore(start.plus(Duration.ofDays(7))); at = at.plusSeconds(300)) {
            boolean open = window.open(at);
            openings += open && !before ? 1 : 0;
            before = open;
        }
        assertThat(openings).isLessThanOrEqualTo(8);
    }

    @Test
    void without_any_window_it_is_always_open() {
        Window closed = Window.of(List.of("SUN"), "09:00", "10:00", ZoneOffset.UTC);
        Window open = Window.of(List.of("MON"), "00:00", "01:00", ZoneOffset.UTC);

        assertThat(Window.anyOpen(List.of(), A_MONDAY)).isTrue();
        assertThat(Window.anyOpen(List.of(closed), A_MONDAY)).isFalse();
        assertThat(Window.anyOpen(List.of(closed, open), A_MONDAY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FRI 22:00 06:00", "MON 00:00 24:00"})
    void its_written_form_comes_back(String written) {
        String[] parts = written.split(" ");
        Window window = Window.of(List.of(parts[0]), parts[1], parts[2], NEW_YORK);

        assertThat(Window.of(
                        window.dayNames(), window.from().toString(), window.to().toString(), window.zone()))
                .isEqualTo(window);
    }

    @ParameterizedTest
    @CsvSource({
        "MONDAY, 09:00, 10:00, MONDAY",
        "MON, 9:00, 10:00, 9:00",
        "MON, 09:00, 25:00, 25:00",
        "MON, 24:00, 01:00, 24:00"
    })
    void what_is_no_day_or_time_is_refused_by_its_text(String day, String from, String to, String named) {
        assertThatThrownBy(() -> Window.of(List.of(day), from, to, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Provide
    Arbitrary<LocalTime> times() {
        return Combinators.combine(Arbitraries.integers().between(0, 23), Arbitraries.of(0, 15, 30))
                .as(LocalTime::of);
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.integers().between(0, 7 * 24 * 60).map(minutes -> A_MONDAY.plusSeconds(60L * minutes));
    }

    @Provide
    Arbitrary<Instant> weeks() {
        return Arbitraries.of(
                Instant.parse("2026-03-05T00:00:00Z"),
                Instant.parse("2026-10-29T00:00:00Z"),
                Instant.parse("2026-06-01T00:00:00Z"));
    }
}

package routes.subscription.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.fakes.SampleEvent.NOW;
import static routes.fakes.SampleEvent.anEvent;
import static routes.subscription.silence.SilenceFixtures.aSilence;
import static routes.subscription.silence.SilenceFixtures.aSilenceOf;
import static routes.subscription.silence.SilenceFixtures.fixed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.event.PublishedEvent;
import routes.subscription.Window;

class SilenceRegistryTest {
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final PublishedEvent EVENT =
            anEvent().labelled("host", "web-1").build();
    private static final String ONE = "1".repeat(24);
    private static final String TWO = "2".repeat(24);

    @ParameterizedTest(name = "from {0} s to {1} s: {2}")
    @CsvSource({"-60,60,ACTIVE", "0,60,ACTIVE", "-60,0,EXPIRED", "-60,-30,EXPIRED", "1,60,PENDING"})
    void a_silence_holds_from_its_start_until_just_before_its_end(long from, long to, SilenceState state) {
        Silence silence = aSilence(ONE, "host", "web-1", NOW.plusSeconds(from), NOW.plusSeconds(to));
        SilenceRegistry book = new SilenceRegistry(fixed(silence), Duration.ofHours(1), CLOCK);
        book.refresh();

        assertThat(silence.state(NOW)).isEqualTo(state);
        assertThat(book.holding(EVENT, NOW).isPresent()).isEqualTo(state == SilenceState.ACTIVE);
    }

    @Test
    void of_several_the_one_that_ends_last_holds() {
        Silence longer = aSilence(TWO, "level", "P1", NOW, NOW.plusSeconds(7200));
        SilenceRegistry book =
                new SilenceRegistry(fixed(aSilenceOf(ONE, "host", "web-1"), longer), Duration.ofHours(1), CLOCK);
        book.refresh();

        assertThat(book.holding(EVENT, NOW)).contains(longer);
        assertThat(book.holding(anEvent().atLevel(routes.alarm.Level.P0).build(), NOW))
                .isEmpty();
    }

    @Test
    void before_the_first_load_nobody_is_told_and_while_the_store_is_away_the_last_silences_stay() {
        Failing source = new Failing();
        SilenceRegistry book = new SilenceRegistry(source, Duration.ofHours(1), CLOCK);
        source.away = true;
        book.refresh();
        assertThatThrownBy(() -> book.holding(EVENT, NOW)).isInstanceOf(SilencesNotLoaded.class);

        source.away = false;
        source.silences.add(aSilenceOf(ONE, "host", "web-1"));
        book.refresh();
        source.away = true;
        book.refresh();

        assertThat(book.holding(EVENT, NOW)).isPresent();
    }

    @Test
    void a_change_is_seen_by_its_version() {
        Failing source = new Failing();
        SilenceRegistry book = new SilenceRegistry(source, Duration.ofHours(1), CLOCK);
        book.refresh();
        source.silences.add(aSilenceOf(ONE, "host", "web-1"));
        book.refresh();
        assertThat(book.holding(EVENT, NOW)).isEmpty();

        source.version.incrementAndGet();
        book.refresh();

        assertThat(book.holding(EVENT, NOW)).isPresent();
    }

    @Test
    void a_silence_with_windows_holds_only_inside_them() {
        Failing source = new Failing();
        Silence plain = aSilenceOf(ONE, "host", "web-1");
        Window window = Window.of(List.of("MON"), "10:00", "10:30", ZoneOffset.UTC);
        source.silences.add(new Silence(
                ONE,
                plain.matchers(),
                plain.startsAt(),
                plain.endsAt(),
                "ann",
                "backups",
                null,
                NOW,
                null,
                NOW,
                new Silence.Scope(List.of(window), false, false)));
        SilenceRegistry book = new SilenceRegistry(source, Duration.ofHours(1), CLOCK);
        book.refresh();

        assertThat(book.holding(EVENT, NOW)).as("Monday, 10:00").isPresent();
        assertThat(book.holding(EVENT, NOW.plusSeconds(1800))).isEmpty();
        assertThat(book.holding(EVENT, NOW.minusSeconds(1))).isEmpty();
    }

    private static final class Failing implements SilenceSource {
        private final AtomicLong version = new AtomicLong();
        private final List<Silence> silences = new ArrayList<>();
        private boolean away;

        @Override
        public long version() {
            if (away) {
                throw new IllegalStateException("the store is away");
            }
            return version.get();
        }

        @Override
        public List<Silence> unexpired(Instant now) {
            return List.copyOf(silences);
        }
    }
}

package routes.subscription.inhibition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.fakes.SampleEvent.NOW;
import static routes.fakes.SampleEvent.anEvent;
import static routes.subscription.inhibition.InhibitionFixtures.RULE;
import static routes.subscription.inhibition.InhibitionFixtures.hostDownHoldsItsHost;
import static routes.subscription.inhibition.InhibitionFixtures.loaded;
import static routes.subscription.inhibition.InhibitionFixtures.open;
import static routes.subscription.inhibition.InhibitionFixtures.rule;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.alarm.Level;
import routes.event.OpenEvents;
import routes.event.PublishedEvent;
import routes.fakes.SampleEvent;
import routes.fixtures.ManualClock;
import routes.fixtures.MemoryRepository;

class InhibitionsTest {
    private static final PublishedEvent HOST_DOWN =
            labelled(1, "HostDown", "web-1").atLevel(Level.P0).build();
    private static final PublishedEvent DISK =
            labelled(2, "DiskFull", "web-1").atLevel(Level.P1).build();

    @ParameterizedTest(name = "source host {0}, target host {1}, equal {2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "web-1, web-1, host,    true",
                "web-1, web-2, host,    false",
                "web-1, -,     host,    false",
                "-,     web-1, host,    false",
                "-,     -,     host,    true",
                "web-1, web-2, product, true",
                "web-1, web-2, project, true",
                "web-1, web-1, source,  true"
            })
    void what_has_the_same_values_is_held_and_what_neither_has_is_the_same(
            String source, String target, String equal, boolean held) {
        Inhibitions inhibitions = loaded(
                MemoryRepository.of(rule("alertname=HostDown", "alertname=DiskFull", equal)),
                open(labelled(1, "HostDown", source).build()));

        assertThat(inhibitions
                        .holding(labelled(2, "DiskFull", target).build(), NOW)
                        .isPresent())
                .isEqualTo(held);
    }

    @Test
    void it_names_the_rule_and_the_oldest_open_event_that_inhibits() {
        PublishedEvent older = labelled(0, "HostDown", "web-1").build();
        Inhibitions inhibitions = loaded(MemoryRepository.of(hostDownHoldsItsHost()), open(HOST_DOWN, older));

        assertThat(inhibitions.holding(DISK, NOW)).contains(new Inhibitor(RULE, NOW.toEpochMilli(), older.id()));
        assertThat(inhibitions.holding(HOST_DOWN, NOW)).as("no target").isEmpty();
    }

    @Test
    void events_that_are_source_and_target_of_a_rule_do_not_inhibit_themselves_or_each_other() {
        InhibitionRule critical = rule("host=web-1", "host=web-1");
        Inhibitions inhibitions = loaded(MemoryRepository.of(critical), open(HOST_DOWN, DISK));

        assertThat(inhibitions.holding(DISK, NOW)).isEmpty();
        assertThat(inhibitions.holding(HOST_DOWN, NOW)).isEmpty();
    }

    @Test
    void open_events_are_looked_at_only_when_a_target_matches_and_once_for_a_batch() {
        AtomicInteger looks = new AtomicInteger();
        OpenEvents counted = look -> {
            looks.incrementAndGet();
            look.accept(HOST_DOWN);
        };
        Inhibitions inhibitions = loaded(MemoryRepository.of(hostDownHoldsItsHost()), counted);

        inhibitions.holding(anEvent().atLevel(Level.P2).build(), NOW);
        assertThat(looks).hasValue(0);
        inhibitions.holding(DISK, NOW);
        inhibitions.holding(labelled(3, "Load", "web-1").build(), NOW);
        assertThat(looks).hasValue(1);
        inhibitions.holding(DISK, NOW.plusMillis(1));
        assertThat(looks).as("the next batch looks again").hasValue(2);
    }

    @Test
    void a_look_that_takes_long_serves_for_as_long_as_it_took() {
        ManualClock clock = new ManualClock(NOW);
        AtomicInteger looks = new AtomicInteger();
        Inhibitions inhibitions = new Inhibitions(
                MemoryRepository.of(hostDownHoldsItsHost()),
                look -> {
                    looks.incrementAndGet();
                    clock.advance(Duration.ofSeconds(2));
                },
                Duration.ofHours(1),
                clock);
        inhibitions.refresh();

        inhibitions.holding(DISK, NOW);
        inhibitions.holding(DISK, NOW.plusSeconds(2));
        assertThat(looks).hasValue(1);
        inhibitions.holding(DISK, NOW.plusMillis(2001));

        assertThat(looks).hasValue(2);
    }

    @Test
    void a_changed_or_deleted_rule_and_a_source_that_is_over_hold_no_longer() {
        MemoryRepository<InhibitionRule> rules = MemoryRepository.of(hostDownHoldsItsHost());
        Inhibitions inhibitions = loaded(rules, open(HOST_DOWN));
        Inhibitor inhibitor = inhibitions.holding(DISK, NOW).orElseThrow();

        assertThat(inhibitions.lasts(inhibitor, null)).as("no source").isFalse();
        rules.delete(RULE);
        inhibitions.refresh();

        assertThat(inhibitions.holding(DISK, NOW)).isEqualTo(Optional.empty());
    }

    @Test
    void nothing_is_decided_before_the_rules_were_read_and_the_last_ones_stay_while_the_store_is_away() {
        MemoryRepository<InhibitionRule> rules = MemoryRepository.of(hostDownHoldsItsHost());
        rules.away(true);
        Inhibitions inhibitions = loaded(rules, open(HOST_DOWN));
        assertThatThrownBy(() -> inhibitions.holding(DISK, NOW)).isInstanceOf(InhibitionsNotLoaded.class);

        rules.away(false);
        inhibitions.refresh();
        rules.away(true);
        inhibitions.refresh();

        assertThat(inhibitions.holding(DISK, NOW)).isPresent();
    }

    private static SampleEvent labelled(int number, String alertname, String host) {
        SampleEvent event =
                anEvent().numbered(number).of("prometheus:" + number).labelled("alertname", alertname);
        return host == null ? event : event.labelled("host", host);
    }
}

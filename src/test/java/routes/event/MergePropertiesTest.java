package routes.event;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fixtures.AlarmFixture.aFiringAlarm;
import static routes.fixtures.AlarmFixture.aRecovery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import routes.alarm.Alarm;
import routes.alarm.Level;
import routes.fixtures.AlarmFixture;

/** However the log is cut into polls and wherever the process dies, the end is the same. */
class MergePropertiesTest {
    /** What one log record says, in numbers that jqwik shrinks well. */
    record Said(int problem, boolean firing, Level level, int minutes, int occurred, int retryId) {}

    /** How far the next poll reads, and where the process dies in it, if it does. */
    record Poll(int records, CrashingLedger.Crash crash, boolean dies) {}

    @Property(tries = 1500)
    void polls_and_crashes_leave_no_trace(
            @ForAll("logs") List<Said> said, @ForAll("polls") List<Poll> polls, @ForAll boolean ownEvents) {
        List<LoggedAlarm> log = log(said);
        MergePolicy policy =
                new MergePolicy(Duration.ofHours(1), ownEvents, new FlappingRule(3, Duration.ofMinutes(70)));
        CrashingLedger calm = new CrashingLedger();
        AlarmMerge oneByOne = new AlarmMerge(calm, source -> policy);
        List<Publication> expected = new ArrayList<>();
        log.forEach(alarm -> expected.addAll(oneByOne.merge(List.of(alarm)).publications()));

        CrashingLedger ledger = new CrashingLedger();
        List<Publication> published = run(log, polls, ledger, policy);

        assertThat(ledger.events()).containsExactlyInAnyOrderElementsOf(calm.events());
        assertThat(told(published)).isEqualTo(told(expected));
        assertThat(statesByRevision(expected)).containsAll(statesByRevision(published));
    }

    @Property(tries = 500)
    void every_alarm_is_counted_once(@ForAll("logs") List<Said> said, @ForAll("polls") List<Poll> polls) {
        List<LoggedAlarm> log = log(said);
        CrashingLedger ledger = new CrashingLedger();

        run(log, polls, ledger, MergePolicy.DEFAULT);

        Set<String> alarms = new LinkedHashSet<>();
        log.forEach(alarm -> alarms.add(alarm.alarm().id()));
        assertThat(ledger.events().stream().mapToLong(Event::count).sum()).isEqualTo(alarms.size());
    }

    @Property(tries = 500)
    void flapping_is_noticed_after_as_many_changes_as_the_rule_says_and_ends_with_a_quiet_window(
            @ForAll("logs") List<Said> said, @ForAll("polls") List<Poll> polls) {
        FlappingRule rule = new FlappingRule(3, Duration.ofMinutes(70));
        CrashingLedger ledger = new CrashingLedger();

        run(log(said), polls, ledger, new MergePolicy(Duration.ofHours(1), false, rule));

        changesByFingerprint(ledger).values().forEach(changes -> assertThat(changes)
                .filteredOn(step -> step.transition() != Transition.EXPIRED)
                .extracting(
                        step -> step.flapping() == null ? 0 : step.flapping().changes())
                .containsExactlyElementsOf(expected(changes, rule)));
    }

    /** The rule said again, the slow way: from all changes of a fingerprint. */
    private static List<Integer> expected(List<Event.Step> changes, FlappingRule rule) {
        List<Integer> expected = new ArrayList<>();
        int flapping = 0;
        int first = 0;
        for (int i = 0; i < changes.size(); i++) {
            if (changes.get(i).transition() == Transition.EXPIRED) {
                first = i + 1;
                flapping = 0;
                continue;
            }
            Instant from = changes.get(i).at().minus(rule.window());
            boolean goesOn = i > first && !changes.get(i - 1).at().isBefore(from);
            int near = (int) changes.subList(first, i + 1).stream()
                    .filter(step -> !step.at().isBefore(from))
                    .count();
            int begun = near >= rule.changes() ? Math.min(near, rule.changes() + 1) : 0;
            flapping = goesOn && flapping > 0 ? flapping + 1 : begun;
            expected.add(flapping);
        }
        return expected;
    }

    private static Map<String, List<Event.Step>> changesByFingerprint(CrashingLedger ledger) {
        Map<String, List<Event.Step>> changes = new HashMap<>();
        ledger.events().forEach(event -> event.history().stream()
                .filter(step -> step.transition() == Transition.OPENED
                        || step.transition() == Transition.RESOLVED
                        || step.transition() == Transition.EXPIRED)
                .forEach(step -> changes.computeIfAbsent(event.fingerprint(), key -> new ArrayList<>())
                        .add(step)));
        changes.values()
                .forEach(steps -> steps.sort(Comparator.<Event.Step>comparingLong(
                                step -> step.position().offset())
                        .thenComparing(step -> step.transition() != Transition.EXPIRED)));
        return changes;
    }

    private static List<Publication> run(
            List<LoggedAlarm> log, List<Poll> polls, CrashingLedger ledger, MergePolicy policy) {
        AlarmMerge merge = new AlarmMerge(ledger, source -> policy);
        List<Publication> published = new ArrayList<>();
        int committed = 0;
        for (int turn = 0; committed < log.size(); turn++) {
            Poll poll = turn < polls.size() ? polls.get(turn) : new Poll(log.size(), null, false);
            List<LoggedAlarm> batch = log.subList(committed, Math.min(log.size(), committed + poll.records()));
            if (poll.dies()) {
                ledger.dieAt(poll.crash());
            }
            try {
                published.addAll(merge.merge(batch).publications());
                committed += batch.size();
            } catch (CrashingLedger.Died died) {
                assertThat(ledger.armed()).isFalse();
            }
            assertOneOpenEvent(ledger);
        }
        return published;
    }

    private static void assertOneOpenEvent(CrashingLedger ledger) {
        List<String> open = ledger.events().stream()
                .filter(Event::open)
                .map(Event::fingerprint)
                .toList();
        assertThat(open).doesNotHaveDuplicates();
    }

    private static Set<String> told(List<Publication> published) {
        Set<String> told = new TreeSet<>();
        published.stream()
                .filter(one -> one.transition() != Transition.REPEATED)
                .forEach(one -> told.add(one.event().id() + " " + one.event().revision() + " " + one.transition() + " "
                        + one.event().flappingAtRevision()));
        return told;
    }

    private static Set<String> statesByRevision(List<Publication> published) {
        Set<String> states = new TreeSet<>();
        published.forEach(one -> states.add(one.event().id() + " " + one.event().revision() + " "
                + one.event().state() + " " + one.event().level()));
        return states;
    }

    private static List<LoggedAlarm> log(List<Said> said) {
        List<LoggedAlarm> log = new ArrayList<>();
        int minute = 0;
        for (Said one : said) {
            minute += one.minutes();
            AlarmFixture alarm = (one.firing() ? aFiringAlarm() : aRecovery())
                    .of("problem-" + one.problem())
                    .withLevel(one.level())
                    .afterMinutes(minute)
                    .withId(String.format("%024x", log.size()));
            if (one.occurred() > 0) {
                alarm.sentAtMinute(minute - one.occurred());
            }
            Alarm built = (one.retryId() > 0 ? alarm.deliveredAs(one.problem() + "-" + one.retryId()) : alarm).build();
            log.add(new LoggedAlarm(built, new LogPosition(0, log.size())));
        }
        return log;
    }

    @Provide
    Arbitrary<List<Said>> logs() {
        Arbitrary<Said> said = Combinators.combine(
                        Arbitraries.integers().between(1, 2),
                        Arbitraries.of(true, true, false),
                        Arbitraries.of(Level.class),
                        Arbitraries.of(0, 1, 30, 61, 120),
                        Arbitraries.of(0, 0, 1, 45, 90),
                        Arbitraries.of(0, 0, 0, 1, 2))
                .as(Said::new);
        return said.list().ofMinSize(1).ofMaxSize(14);
    }

    @Provide
    Arbitrary<List<Poll>> polls() {
        Arbitrary<Poll> poll = Combinators.combine(
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.of(CrashingLedger.Crash.class),
                        Arbitraries.of(true, false))
                .as(Poll::new);
        return poll.list().ofMaxSize(12);
    }
}

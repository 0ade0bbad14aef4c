package routes.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static routes.fixtures.AlarmFixture.aFiringAlarm;
import static routes.fixtures.AlarmFixture.aRecovery;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import routes.alarm.Level;
import routes.fixtures.AlarmFixture;

/** A poll is cut off at each boundary of the write and given out again: nothing is lost, nothing counted twice. */
class MergeAfterCrashTest {
    private static final MergePolicy OWN_EVENTS = new MergePolicy(Duration.ofHours(1), true);

    private static final FlappingRule AT_THE_THIRD = new FlappingRule(3, Duration.ofMinutes(30));

    /** What was merged before, and the poll that is cut off. */
    record Story(String name, MergePolicy policy, List<LoggedAlarm> before, List<LoggedAlarm> poll) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Story> STORIES = List.of(
            story("open", List.of(), List.of(aFiringAlarm().at(9))),
            story(
                    "repeat",
                    List.of(aFiringAlarm().at(1)),
                    List.of(aFiringAlarm().at(9))),
            story(
                    "open, repeat, escalate, resolve",
                    List.of(),
                    List.of(
                            aFiringAlarm().withLevel(Level.P2).at(6),
                            aFiringAlarm().withLevel(Level.P2).at(7),
                            aFiringAlarm().withLevel(Level.P0).at(8),
                            aRecovery().at(9))),
            story(
                    "open after a recovery",
                    List.of(aFiringAlarm().at(1), aRecovery().at(2)),
                    List.of(aFiringAlarm().at(9))),
            story(
                    "expire and open",
                    List.of(aFiringAlarm().at(1)),
                    List.of(
                            aFiringAlarm().afterMinutes(120).at(8),
                            aFiringAlarm().afterMinutes(121).at(9))),
            story(
                    "resolve, open, resolve, open",
                    List.of(aFiringAlarm().at(1)),
                    List.of(
                            aRecovery().at(6),
                            aFiringAlarm().at(7),
                            aRecovery().at(8),
                            aFiringAlarm().at(9))),
            new Story(
                    "a recovery of its own",
                    OWN_EVENTS,
                    List.of(aFiringAlarm().at(1)),
                    List.of(aRecovery().at(8), aFiringAlarm().at(9))),
            new Story(
                    "begin to flap, and get worse",
                    new MergePolicy(Duration.ofHours(1), false, AT_THE_THIRD),
                    List.of(aFiringAlarm().at(1), aRecovery().at(2)),
                    List.of(
                            aFiringAlarm().at(6),
                            aRecovery().at(7),
                            aFiringAlarm().at(8),
                            aFiringAlarm().withLevel(Level.P0).at(9))),
            new Story(
                    "flap with recoveries of their own",
                    new MergePolicy(Duration.ofHours(1), true, AT_THE_THIRD),
                    List.of(aFiringAlarm().at(1), aRecovery().at(2)),
                    List.of(
                            aFiringAlarm().at(7),
                            aRecovery().at(8),
                            aFiringAlarm().at(9))));

    private static Story story(String name, List<LoggedAlarm> before, List<LoggedAlarm> poll) {
        return new Story(name, MergePolicy.DEFAULT, before, poll);
    }

    static Stream<Arguments> every_story_at_every_boundary() {
        return Stream.of(CrashingLedger.Crash.values())
                .flatMap(crash -> STORIES.stream().map(story -> Arguments.of(story, crash)));
    }

    @ParameterizedTest(name = "{0}, cut off {1}")
    @MethodSource("every_story_at_every_boundary")
    void a_repeated_poll_ends_as_if_nothing_had_happened(Story story, CrashingLedger.Crash crash) {
        CrashingLedger calm = new CrashingLedger();
        MergeResult undisturbed = begun(story, calm).merge(story.poll());
        CrashingLedger ledger = new CrashingLedger();
        AlarmMerge merge = begun(story, ledger);
        ledger.dieAt(crash);

        Throwable death = catchThrowable(() -> merge.merge(story.poll()));
        MergeResult again = merge.merge(story.poll());

        assertThat(death).isInstanceOf(CrashingLedger.Died.class);
        assertThat(ledger.events()).containsExactlyInAnyOrderElementsOf(calm.events());
        assertThat(told(again)).isEqualTo(told(undisturbed));
        assertThat(ledger.openEvents(AlarmFixture.FINGERPRINT)).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest(name = "{0}, cut off {1}")
    @MethodSource("every_story_at_every_boundary")
    void a_poll_given_out_again_in_single_records_ends_the_same(Story story, CrashingLedger.Crash crash) {
        CrashingLedger calm = new CrashingLedger();
        MergeResult undisturbed = begun(story, calm).merge(story.poll());
        CrashingLedger ledger = new CrashingLedger();
        AlarmMerge merge = begun(story, ledger);
        ledger.dieAt(crash);

        Throwable death = catchThrowable(() -> merge.merge(story.poll()));
        MergeResult again = MergeResult.join(
                story.poll().stream().map(alarm -> merge.merge(List.of(alarm))).toList());

        assertThat(death).isInstanceOf(CrashingLedger.Died.class);
        assertThat(ledger.events()).containsExactlyInAnyOrderElementsOf(calm.events());
        assertThat(told(again)).isEqualTo(told(undisturbed));
    }

    private static AlarmMerge begun(Story story, CrashingLedger ledger) {
        AlarmMerge merge = new AlarmMerge(ledger, source -> story.policy());
        story.before().forEach(alarm -> merge.merge(List.of(alarm)));
        return merge;
    }

    private static Set<String> told(MergeResult result) {
        Set<String> told = new TreeSet<>();
        result.publications().stream()
                .filter(one -> one.transition() != Transition.REPEATED)
                .forEach(one -> told.add(one.event().id() + " " + one.event().revision() + " " + one.transition() + " "
                        + one.event().state() + " " + one.event().level() + " "
                        + one.event().flappingAtRevision()));
        return told;
    }
}

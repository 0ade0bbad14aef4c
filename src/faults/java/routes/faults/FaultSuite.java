package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.opentest4j.TestAbortedException;

/** Runs faults one after another on one ground, and draws up the one table. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaultSuite {
    /** Of everything that is drawn by chance. */
    static final long SEED = 20260721;

    /** Beyond this no row is begun. */
    private static final Duration LONGEST = Duration.ofMinutes(Integer.getInteger("faults.within-minutes", 30));

    private final FaultTable table = new FaultTable();
    private final Instant begun = Instant.now();
    private Ground ground;
    private int number;

    /** On what they happen. */
    Ground ground() {
        return Ground.of("faults");
    }

    /** Which faults run: those that {@code -Dfaults.only=<regular expression>} names. */
    Predicate<Fault> chosen() {
        Pattern only = Pattern.compile(System.getProperty("faults.only", ""));
        return fault -> only.matcher(fault.name()).find();
    }

    /** What is done with the rows so far: a run that is cut off leaves them. */
    void keep(FaultTable soFar) {}

    @BeforeAll
    void start() {
        ground = ground();
    }

    @AfterAll
    void stop() {
        ground.close();
        System.out.println("\n" + table);
    }

    @TestFactory
    Stream<DynamicTest> every_accepted_alarm_is_accounted_for_after() {
        List<Fault> all = faults().stream().filter(chosen()).toList();
        return all.stream().map(fault -> DynamicTest.dynamicTest(fault.name(), () -> survive(fault, all.size())));
    }

    /** All that there are. */
    List<Fault> faults() {
        return Stream.of(
                        CrashFaults.all(),
                        InputFaults.all(),
                        RobotFaults.all(),
                        ThrottleFaults.all(),
                        ChannelFaults.all(),
                        OutageFaults.all(),
                        StepDownFaults.all(),
                        LateAnswerFaults.all(),
                        DiskFaults.all(),
                        LeakFaults.all(),
                        GuardFaults.all(),
                        BudgetFaults.all(),
                        StormFaults.all(),
                        SenderFaults.all(),
                        CallerFaults.all(),
                        SocketFaults.all(),
                        FuzzFaults.all())
                .flatMap(List::stream)
                .toList();
    }

    private void survive(Fault fault, int of) throws Exception {
        Duration soFar = Duration.between(begun, Instant.now());
        System.out.printf("%d of %d, after %d s: %s%n", ++number, of, soFar.toSeconds(), fault.name());
        assertThat(soFar).as("the time of all rows, -Dfaults.within-minutes").isLessThan(LONGEST);
        ground.mend();
        long from = System.nanoTime();
        Run run = new Run(ground, "fault-" + number);
        try {
            fault.trial().run(run);
            Row row = run.account(fault.name());
            assertThat(row.accepted()).isPositive();
            table.add(row, secondsSince(from));
        } catch (TestAbortedException notHere) {
            throw notHere;
        } catch (Exception | AssertionError e) {
            table.addBroken(run.asItIs(fault.name()), secondsSince(from), e);
            ground.broken();
            throw e;
        } finally {
            run.end();
            keep(table);
        }
    }

    private static double secondsSince(long from) {
        return (System.nanoTime() - from) / 1e9;
    }
}

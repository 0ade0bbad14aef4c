package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Runs faults one after another on one ground, and draws up the one table. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaultSuite {
    /** Of everything that is drawn by chance. */
    static final long SEED = 20260721;

    private final FaultTable table = new FaultTable();
    private Ground ground;
    private int number;

    /** Which faults this suite has. */
    abstract Predicate<Fault> chosen();

    /** What is done with the table in the end. */
    abstract void publish(FaultTable finished);

    /** What is done with the rows so far: a run that is cut off leaves them. */
    void keep(FaultTable soFar) {}

    @BeforeAll
    void start() {
        ground = new Ground("faults", Map.of());
    }

    @AfterAll
    void stop() {
        ground.close();
        publish(table);
    }

    @TestFactory
    Stream<DynamicTest> every_accepted_alarm_is_accounted_for_after() {
        return faults().stream()
                .filter(chosen())
                .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> survive(fault)));
    }

    private static List<Fault> faults() {
        return Stream.of(
                        CrashFaults.all(),
                        InputFaults.all(),
                        RobotFaults.all(),
                        ChannelFaults.all(),
                        OutageFaults.all(),
                        DiskFaults.all(),
                        LeakFaults.all(),
                        StormFaults.all())
                .flatMap(List::stream)
                .toList();
    }

    private void survive(Fault fault) throws Exception {
        if (!ground.hub().isAlive()) {
            ground.restart();
        }
        ground.awaitStore();
        long begun = System.nanoTime();
        Run run = new Run(ground, "fault-" + ++number);
        Row row;
        try {
            fault.trial().run(run);
            row = run.account(fault.name());
        } finally {
            run.end();
        }
        table.add(row, (System.nanoTime() - begun) / 1e9);
        keep(table);
        assertThat(row.accepted()).isPositive();
    }
}

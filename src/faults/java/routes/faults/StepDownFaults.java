package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What the clients of a MongoDB see whose primary steps down and comes back, for each kind of write. */
final class StepDownFaults {
    private static final int AWAY = 4;

    private StepDownFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of("MongoDB's primary steps down: writes are refused for 4 s", StepDownFaults::refused),
                Fault.of("MongoDB's primary steps down: connections close at writes for 4 s", StepDownFaults::closed),
                Fault.of(
                        "MongoDB's primary steps down: writes done, not known to the majority",
                        StepDownFaults::doubted));
    }

    private static void refused(Run run) {
        AtomicInteger refused = new AtomicInteger();
        Load load = begun(run);
        run.ground().mongo().answer(request -> writes(request, refused).map(MongoMessage::notPrimary));
        passAfterwards(run, load);
        assertThat(refused).as("refused writes").hasPositiveValue();
    }

    private static void closed(Run run) {
        AtomicInteger closed = new AtomicInteger();
        Load load = begun(run);
        run.ground().mongo().answer(request -> writes(request, closed).map(write -> new byte[0]));
        passAfterwards(run, load);
        assertThat(closed).as("closed connections").hasPositiveValue();
    }

    private static void doubted(Run run) {
        AtomicInteger doubted = new AtomicInteger();
        Load load = begun(run);
        run.ground().mongo().alter((request, answer) -> writes(request, doubted)
                .map(write -> MongoMessage.notByTheMajority(answer))
                .orElse(answer));
        passAfterwards(run, load);
        assertThat(doubted).as("writes in doubt").hasPositiveValue();
    }

    private static Load begun(Run run) {
        Load load = run.webhookAndChat().mostDuplicates(1).load(300, 6);
        run.awaitBegun(load, 50);
        return load;
    }

    private static void passAfterwards(Run run, Load load) {
        Run.away(AWAY);
        run.ground().mongo().passAll();
        run.cameBack();
        load.await();
        assertThat(load.unavailable()).isZero();
    }

    private static Optional<byte[]> writes(byte[] request, AtomicInteger count) {
        return Optional.of(request).filter(MongoMessage::writes).filter(write -> count.incrementAndGet() > 0);
    }
}

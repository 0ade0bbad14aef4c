package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import routes.e2e.Brokers;
import routes.e2e.Hub;

/** Brokers and copies of a cluster that die, are restarted, or are cut off, under load. */
final class ClusterFaults {
    /** Eight processes share the machine. */
    private static final int PER_SECOND = 10;
    /** Longer than the session of a broker, so that its partitions get other leaders. */
    private static final int BEYOND_SESSION = 10;

    private final Brokers brokers;
    private final List<Hub> copies = new ArrayList<>();

    ClusterFaults(Brokers brokers) {
        this.brokers = brokers;
    }

    List<Fault> all() {
        return List.of(
                Fault.of("cluster: each of three brokers killed under load", this::brokersKilled),
                Fault.of("cluster: each of three copies killed under load", this::copiesKilled),
                Fault.of("cluster: a broker cut off for 10 s under load", this::brokerCutOff),
                Fault.of("cluster: three brokers and three copies restarted in turn under load", this::rolled));
    }

    private void brokersKilled(Run run) {
        Load load = begin(run, 0);
        for (int broker = 0; broker < Brokers.COUNT; broker++) {
            run.awaitBegun(load, load.begun() + PER_SECOND);
            brokers.kill(broker);
            run.awaitBegun(load, load.begun() + 2 * PER_SECOND);
            brokers.startWhatDied();
            run.cameBack();
        }
        finish(load);
        assertThat(load.unavailable()).isZero();
    }

    private void copiesKilled(Run run) {
        Load load = begin(run, copies());
        for (int copy = 0; copy < copies(); copy++) {
            run.awaitBegun(load, load.begun() + PER_SECOND);
            Hub killed = copies.get(copy);
            use(run, copy + 1);
            killed.kill();
            run.awaitBegun(load, load.begun() + 2 * PER_SECOND);
            copies.set(copy, run.ground().copy());
        }
        finish(load);
    }

    /** The process is there and answers no one: neither clients nor the other brokers. */
    private void brokerCutOff(Run run) {
        Load load = begin(run, 0);
        run.awaitBegun(load, PER_SECOND);
        Ground.signal("STOP", brokers.pid(1));
        Run.away(BEYOND_SESSION);
        Ground.signal("CONT", brokers.pid(1));
        brokers.startWhatDied();
        run.cameBack();
        finish(load);
        assertThat(load.unavailable()).isZero();
    }

    private void rolled(Run run) {
        Load load = begin(run, 0);
        for (int i = 0; i < Brokers.COUNT; i++) {
            brokers.stop(i);
            brokers.startWhatDied();
            use(run, i + 1);
            copies.set(i, run.ground().roll(copies.get(i)));
        }
        run.cameBack();
        finish(load);
    }

    /** Starts the copies that do not run, and a load that goes on until it is stopped. */
    private Load begin(Run run, int mostDuplicates) {
        brokers.startWhatDied();
        copies.removeIf(copy -> !copy.isAlive());
        if (copies.isEmpty()) {
            copies.add(run.hub());
        }
        while (copies.size() < Brokers.COUNT) {
            copies.add(run.ground().copy());
        }
        use(run, 0);
        int longest = 600;
        return run.webhookAndChat().mostDuplicates(mostDuplicates).load(PER_SECOND * longest, longest);
    }

    private static void finish(Load load) {
        load.stop();
        load.await();
    }

    private void use(Run run, int copy) {
        run.ground().use(copies.get(copy % copies.size()));
    }

    private static int copies() {
        return Brokers.COUNT;
    }
}

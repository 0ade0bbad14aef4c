package routes.faults;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import routes.e2e.Brokers;

/** Three brokers and three copies of the application; {@code -Dfaults.only=<regular expression>} chooses by name. */
@Tag("faults")
class ClusterFaultsIT extends FaultSuite {
    private final Brokers brokers = new Brokers();
    private final ClusterFaults cluster = new ClusterFaults(brokers);

    @Override
    Ground ground() {
        return Ground.ofCluster("cluster", brokers);
    }

    @Override
    List<Fault> faults() {
        return cluster.all();
    }

    @AfterAll
    void stopBrokers() {
        brokers.close();
    }
}

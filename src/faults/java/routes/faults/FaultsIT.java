package routes.faults;

import org.junit.jupiter.api.Tag;

/** Every fault: {@code mvn -B -Pfaults verify}; {@code -Dfaults.only=<regular expression>} chooses by name. */
@Tag("faults")
class FaultsIT extends FaultSuite {
    @Override
    void keep(FaultTable soFar) {
        ReliabilityPage.write(soFar);
    }
}

package routes.faults;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;

/** Every fault: {@code mvn -B -Pfaults verify}; {@code -Dfaults.only=<regular expression>} chooses by name. */
@Tag("faults")
class FaultsIT extends FaultSuite {
    @Override
    Predicate<Fault> chosen() {
        Pattern only = Pattern.compile(System.getProperty("faults.only", ""));
        return fault -> only.matcher(fault.name()).find();
    }

    @Override
    void publish(FaultTable finished) {
        System.out.println("\n" + finished);
    }

    @Override
    void keep(FaultTable soFar) {
        ReliabilityPage.write(soFar);
    }
}

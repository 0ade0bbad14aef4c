package routes.faults;

import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;

/** The most telling faults, with every build. */
@Tag("slow")
class TellingFaultsIT extends FaultSuite {
    @Override
    Predicate<Fault> chosen() {
        return Fault::telling;
    }
}

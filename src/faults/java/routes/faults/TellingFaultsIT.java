package routes.faults;

import java.util.function.Predicate;

/** The most telling faults, with every build. */
class TellingFaultsIT extends FaultSuite {
    @Override
    Predicate<Fault> chosen() {
        return Fault::telling;
    }

    @Override
    void publish(FaultTable finished) {
        System.out.println("\n" + finished);
    }
}

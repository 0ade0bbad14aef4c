package routes.faults;

/**
 * One fault.
 *
 * @param name what happens, as the table says it
 * @param telling whether the short form of the suite has it too
 */
record Fault(String name, boolean telling, Trial trial) {

    static Fault of(String name, Trial trial) {
        return new Fault(name, false, trial);
    }

    /** One that the short form has too. */
    static Fault telling(String name, Trial trial) {
        return new Fault(name, true, trial);
    }

    /** Loads and injects; the accounting comes afterwards. */
    interface Trial {
        void run(Run run) throws Exception;
    }
}

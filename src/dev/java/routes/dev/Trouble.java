package routes.dev;

/**
 * Something that goes wrong in the fleet of the demo.
 *
 * @param source the alarm endpoint that gets its alarms
 * @param id makes it another one than those of earlier rounds and runs
 * @param host where
 * @param metric what is measured
 * @param subject the title of its alarms
 */
record Trouble(String source, String id, String host, String metric, String subject) {

    String words(String value, boolean firing) {
        return "%-7s %-8s %s %s %s".formatted(source, host, metric, value, firing ? "firing" : "resolved");
    }
}

package routes.faults;

import java.util.List;

/**
 * What became of the accepted alarms of one fault, each counted once by its own id.
 *
 * @param repeats posts that a target knew by their key and did not show again
 * @param duplicates messages that a target showed again
 * @param lost accepted alarms of which the stores know nothing
 * @param falselySent notices that are SENT although their target showed no such message
 */
record Row(
        String fault,
        long accepted,
        long delivered,
        long waiting,
        long dead,
        long suppressed,
        long unmatched,
        long repeats,
        long duplicates,
        long lost,
        long falselySent) {

    static final String HEAD =
            """
            | # | fault | accepted | delivered | waiting | dead | suppressed | unmatched | repeats | duplicates | lost | seconds |
            |---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    /** A row of which nothing could be counted. */
    static Row unknown(String fault) {
        return new Row(fault, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    Row called(String name) {
        return new Row(
                name,
                accepted,
                delivered,
                waiting,
                dead,
                suppressed,
                unmatched,
                repeats,
                duplicates,
                lost,
                falselySent);
    }

    String line(int number, double seconds) {
        List<String> cells = List.of(
                String.valueOf(number),
                fault,
                String.valueOf(accepted),
                String.valueOf(delivered),
                String.valueOf(waiting),
                String.valueOf(dead),
                String.valueOf(suppressed),
                String.valueOf(unmatched),
                String.valueOf(repeats),
                String.valueOf(duplicates),
                String.valueOf(lost),
                String.format(java.util.Locale.ROOT, "%.0f", seconds));
        return "| " + String.join(" | ", cells) + " |\n";
    }
}

package routes.faults;

/** The rows of the one table, in the order in which they were measured. */
final class FaultTable {
    private final StringBuilder rows = new StringBuilder();
    private int count;

    void add(Row row, double seconds) {
        String line = row.line(++count, seconds);
        System.out.print(line);
        rows.append(line);
    }

    int count() {
        return count;
    }

    @Override
    public String toString() {
        return Row.HEAD + rows;
    }
}

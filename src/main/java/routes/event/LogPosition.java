package routes.event;

/**
 * Where an alarm stands in the log ({@code veaiops.alarms}).
 *
 * @param partition of the topic
 * @param offset in the partition
 */
public record LogPosition(int partition, long offset) {
    /** Whether the record at {@code other} was merged before this one or with it. */
    public boolean covers(LogPosition other) {
        return partition == other.partition && offset >= other.offset;
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}

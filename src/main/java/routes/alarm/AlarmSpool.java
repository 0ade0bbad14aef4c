package routes.alarm;

import java.util.List;

/** Where accepted alarms wait, in order, while the log is away. */
public interface AlarmSpool {
    /** Keeps the records durably before it returns. */
    void append(List<Entry> entries);

    /** The oldest entries. */
    List<Stored> head(int limit);

    void remove(List<String> ids);

    /** A record for {@code veaiops.alarms}. */
    record Entry(String key, byte[] value) {}

    /** @param id sorts by the time of the append */
    record Stored(String id, Entry entry) {}
}

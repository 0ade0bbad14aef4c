package routes.common.tracing;

import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The keys under which log lines name the alarms, events and notices that they are about. What a thread works on is set once and
 * comes with each of its lines, also with those of libraries.
 */
public enum LogId {
    ALARM("alarm_id"),
    EVENT("event_id"),
    NOTICE("notice_id");

    /** Exchange property: the ids of the alarms of a post. */
    public static final String POSTED = "alarmIds";

    private static final int MOST_NAMED = 100;

    private final String key;

    LogId(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    /** Sets what the thread works on, until {@link #clear}. */
    public void set(Collection<?> ids) {
        MDC.put(key, text(ids));
    }

    /** Sets what the thread works on, until it is closed; nothing for null. */
    public MDC.MDCCloseable during(@Nullable Collection<?> ids) {
        return MDC.putCloseable(key, ids == null ? null : text(ids));
    }

    public static void clear() {
        for (LogId id : values()) {
            MDC.remove(id.key);
        }
    }

    /** The work with what this thread works on, for another thread. */
    public static <T> Supplier<T> carried(Supplier<T> work) {
        Map<String, String> ids = MDC.getCopyOfContextMap();
        return ids == null || ids.isEmpty() ? work : () -> with(ids, work);
    }

    private static <T> T with(Map<String, String> ids, Supplier<T> work) {
        ids.forEach(MDC::put);
        try {
            return work.get();
        } finally {
            ids.keySet().forEach(MDC::remove);
        }
    }

    private static String text(Collection<?> ids) {
        return ids.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(","));
    }
}

package routes.alarm;

/** What the monitoring system reports of a problem. */
public enum AlarmStatus {
    FIRING,
    RESOLVED,
    /** No more messages of the problem will come, but nothing says that it is over. */
    EXPIRED
}

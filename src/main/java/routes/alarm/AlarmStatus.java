package routes.alarm;

/** Whether the monitoring system reports a problem or its end. */
public enum AlarmStatus {
    FIRING,
    RESOLVED
}

package routes.alarm;

import java.time.Instant;

/** Alarms that the hub raises itself; they go the way of all alarms. */
public final class HubAlarm {
    /** Their source; no endpoint has this name. */
    public static final String SOURCE = "veaiops";

    /** The label that names the target that an alarm is about. */
    public static final String TARGET = "target";

    /** The label that names, by id and with commas, the subscriptions whose other targets get the alarm too. */
    public static final String SUBSCRIPTIONS = "subscriptions";

    private HubAlarm() {}

    /**
     * An alarm of the hub. Its id follows from what it says: several copies that say the same say it once.
     *
     * @param kind what is watched, such as {@code heartbeat}
     * @param subject which one of the kind
     * @param occasion distinguishes one beginning or end from every other of the same subject
     */
    public static AlarmBuilder of(String kind, String subject, AlarmStatus status, String occasion, Instant now) {
        String id = AlarmIds.derived(SOURCE, kind, subject, status.name(), occasion);
        return new AlarmBuilder(id, SOURCE, now, null)
                .fingerprint(Fingerprint.of(SOURCE, kind, subject))
                .status(status)
                .sentAt(now)
                .label("condition", kind);
    }
}

package routes.health.selfalarm;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import routes.alarm.Fingerprint;
import routes.alarm.HubAlarm;

/**
 * Something about the hub that is not as it should be.
 *
 * @param kind what it is, such as {@code hub-source-refused}
 * @param subject what it is about; {@code name@copy} when only one copy sees it
 * @param since when it began, as far as one check can see
 * @param until when it was seen last
 * @param grace how long it may last before an alarm is raised
 * @param detail for people, a sentence
 * @param labels of the alarm
 */
public record HubFinding(
        String kind,
        String subject,
        Instant since,
        Instant until,
        Duration grace,
        String title,
        String detail,
        Map<String, String> labels) {
    /** Kinds begin so. */
    static final String KINDS = "hub-";

    /** Every fingerprint of such an alarm begins so. */
    public static final String FINGERPRINTS = HubAlarm.SOURCE + ":" + KINDS;

    private static final String AT = "@";

    public HubFinding {
        if (!kind.startsWith(KINDS)) {
            throw new IllegalArgumentException("kinds begin with " + KINDS + ", not " + kind);
        }
        labels = Map.copyOf(labels);
    }

    /** Without labels of its own. */
    public HubFinding(
            String kind, String subject, Instant since, Instant until, Duration grace, String title, String detail) {
        this(kind, subject, since, until, grace, title, detail, Map.of());
    }

    public String fingerprint() {
        return Fingerprint.of(HubAlarm.SOURCE, kind, subject);
    }

    /** Whether only one copy sees it. */
    public boolean ofOneCopy() {
        return subject.contains(AT);
    }

    /** What only this copy sees. */
    static String seenBy(String copy, String name) {
        return name + AT + copy;
    }

    /** Whether an alarm with this fingerprint is for this copy to end: it is about no copy, or about this one. */
    public static boolean judgedBy(String copy, String fingerprint) {
        return !fingerprint.contains(AT) || fingerprint.endsWith(AT + copy);
    }
}

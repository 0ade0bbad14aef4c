package routes.alarm.zabbix;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.alarm.AlarmStatus;
import routes.alarm.StatusWords;

/**
 * What the texts of a notification say, in the words of Zabbix' default message templates (Zabbix manual, "Media types",
 * message templates): its status, its severity, and the id of its problem.
 */
final class ZabbixMessage {
    /** {@code EVENT.VALUE}, which some media types send in the place of a status. */
    private static final Map<String, AlarmStatus> VALUES = Map.of("0", AlarmStatus.RESOLVED, "1", AlarmStatus.FIRING);

    private static final String CANCELLED = "note: escalation cancel";
    private static final List<String> SEVERITIES =
            List.of("severity:", "严重性:", "严重性：", "严重程度:", "严重程度：", "告警等级:", "告警等级：");
    private static final List<String> PROBLEM_IDS = List.of("original problem id:", "original event id:");

    private ZabbixMessage() {}

    /**
     * The trigger's status where the notification says one, else what its subject or its message begins with. A cancelled
     * escalation is the last that Zabbix says of a problem whose trigger, item or host was switched off.
     */
    static AlarmStatus status(@Nullable String triggerStatus, String subject, String message) {
        if (plain(message).startsWith(CANCELLED) || plain(subject).startsWith(CANCELLED)) {
            return AlarmStatus.EXPIRED;
        }
        AlarmStatus known = triggerStatus == null ? null : word(triggerStatus.strip());
        if (known != null) {
            return known;
        }
        return saysOver(subject, message) ? AlarmStatus.RESOLVED : AlarmStatus.FIRING;
    }

    private static @Nullable AlarmStatus word(String status) {
        AlarmStatus value = VALUES.get(status);
        return value == null ? StatusWords.of(status).orElse(null) : value;
    }

    private static boolean saysOver(String subject, String message) {
        return switch (ZabbixSubject.of(subject).kind()) {
            case OVER -> true;
            case THERE -> false;
            case OPEN -> ZabbixSubject.saysResolved(
                    plain(message).lines().findFirst().orElse(""));
        };
    }

    /** The word of the line {@code Severity: High}, in English or Chinese. */
    static Optional<String> severity(String message) {
        return line(message, SEVERITIES);
    }

    /** The id of the event that began the problem, which the default templates write into each of its messages. */
    static Optional<String> problemId(String message) {
        return line(message, PROBLEM_IDS).filter(id -> id.chars().allMatch(Character::isDigit));
    }

    private static Optional<String> line(String message, List<String> names) {
        return message.lines()
                .map(line -> after(line.strip(), names))
                .filter(word -> !word.isBlank())
                .findFirst();
    }

    /** What follows one of the names in a line; empty where none of them stands. */
    private static String after(String line, List<String> names) {
        String lower = line.toLowerCase(Locale.ROOT);
        for (String name : names) {
            int at = lower.indexOf(name);
            if (at >= 0 && !line.substring(at + name.length()).isBlank()) {
                return line.substring(at + name.length()).strip();
            }
        }
        return "";
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}

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

    /** What follows the first of the names on its line, whose rest says something. */
    private static Optional<String> line(String message, List<String> names) {
        String lower = sameLength(message);
        int first = Integer.MAX_VALUE;
        String word = null;
        for (String name : names) {
            for (int at = lower.indexOf(name); at >= 0 && at < first; at = lower.indexOf(name, at + 1)) {
                String rest = restOfLine(message, at + name.length());
                if (!rest.isEmpty()) {
                    first = at;
                    word = rest;
                }
            }
        }
        return Optional.ofNullable(word);
    }

    /** In small letters, each in its place. */
    private static String sameLength(String text) {
        char[] small = text.toCharArray();
        for (int i = 0; i < small.length; i++) {
            small[i] = Character.toLowerCase(small[i]);
        }
        return new String(small);
    }

    private static String restOfLine(String message, int from) {
        int to = from;
        while (to < message.length() && message.charAt(to) != '\n' && message.charAt(to) != '\r') {
            to++;
        }
        return message.substring(from, to).strip();
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}

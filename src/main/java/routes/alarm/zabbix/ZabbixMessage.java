package routes.alarm.zabbix;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.alarm.AlarmStatus;

/**
 * What the texts of a notification say, in the words of Zabbix' default message templates (Zabbix manual, "Media types",
 * message templates): its status, its severity, and the name of its problem.
 */
final class ZabbixMessage {
    private static final Set<String> OVER =
            Set.of("ok", "resolved", "recovered", "recovery", "0", "恢复", "已恢复", "已解决", "正常");
    private static final Set<String> FIRING = Set.of("problem", "1", "firing", "故障", "问题", "告警");
    private static final List<String> SUBJECTS_OF_ENDS =
            List.of("resolved", "recovery", "recovered", "ok:", "[ok]", "恢复", "已恢复", "已解决", "【恢复", "[恢复");
    private static final List<String> SUBJECTS_OF_PROBLEMS = List.of("problem", "故障", "问题", "告警");
    private static final String CANCELLED = "note: escalation cancel";
    private static final List<String> SEVERITIES =
            List.of("severity:", "严重性:", "严重性：", "严重程度:", "严重程度：", "告警等级:", "告警等级：");
    private static final int LONGEST_PREFIX = 60;

    private ZabbixMessage() {}

    /**
     * The trigger's status where the notification says one, else what its subject begins with. A cancelled escalation is
     * the last that Zabbix says of a problem whose trigger, item or host was switched off.
     */
    static AlarmStatus status(@Nullable String triggerStatus, String subject, String message) {
        if (plain(message).startsWith(CANCELLED) || plain(subject).startsWith(CANCELLED)) {
            return AlarmStatus.EXPIRED;
        }
        String word = triggerStatus == null ? "" : plain(triggerStatus);
        if (OVER.contains(word)) {
            return AlarmStatus.RESOLVED;
        }
        boolean endsBySubject = !FIRING.contains(word) && begins(subject, SUBJECTS_OF_ENDS);
        return endsBySubject ? AlarmStatus.RESOLVED : AlarmStatus.FIRING;
    }

    /** The word of the line {@code Severity: High}, in English or Chinese. */
    static Optional<String> severity(String message) {
        return message.lines()
                .map(String::strip)
                .flatMap(line ->
                        SEVERITIES.stream().map(name -> after(line, name)).flatMap(Optional::stream))
                .filter(word -> !word.isBlank())
                .findFirst();
    }

    /**
     * The name of the event, which a problem and its recovery share: the subject without the beginning that says which of
     * both it is. Empty for a subject that does not begin as those of Zabbix do: its text may change with the value.
     */
    static Optional<String> eventName(String subject) {
        boolean known = begins(subject, SUBJECTS_OF_ENDS) || begins(subject, SUBJECTS_OF_PROBLEMS);
        int colon = Stream.of(subject.indexOf(": "), subject.indexOf('：'))
                .filter(place -> place >= 0 && place < LONGEST_PREFIX)
                .min(Integer::compare)
                .orElse(-1);
        return known && colon >= 0
                ? Optional.of(subject.substring(colon + 1).strip()).filter(name -> !name.isEmpty())
                : Optional.empty();
    }

    private static boolean begins(String subject, List<String> beginnings) {
        String plain = plain(subject);
        return beginnings.stream().anyMatch(plain::startsWith);
    }

    private static Optional<String> after(String line, String name) {
        int at = line.toLowerCase(Locale.ROOT).indexOf(name);
        return at < 0
                ? Optional.empty()
                : Optional.of(line.substring(at + name.length()).strip());
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}

package routes.alarm;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The words by which monitoring systems say that a problem is there or over, for every source alike. Upper and lower case
 * and blanks around make no difference.
 */
public final class StatusWords {
    private static final Set<String> OVER = Set.of(
            "resolved",
            "resolve",
            "recovered",
            "recover",
            "recovery",
            "ok",
            "normal",
            "closed",
            "close",
            "cleared",
            "clear",
            "up",
            "inactive",
            "healthy",
            "solved",
            "fixed",
            "success",
            "done",
            "ended",
            "restored",
            "archived",
            "恢复",
            "已恢复",
            "恢复正常",
            "告警恢复",
            "故障恢复",
            "问题恢复",
            "已解决",
            "解决",
            "正常",
            "关闭",
            "已关闭",
            "结束",
            "已结束",
            "已消除",
            "解除",
            "已解除",
            "告警解除",
            "告警已恢复",
            "故障已恢复",
            "问题已恢复",
            "告警已解除");

    private static final Set<String> THERE = Set.of(
            "firing",
            "alerting",
            "alarm",
            "alert",
            "triggered",
            "trigger",
            "re-triggered",
            "renotify",
            "open",
            "opened",
            "active",
            "pending",
            "problem",
            "down",
            "critical",
            "warning",
            "warn",
            "error",
            "info",
            "failed",
            "failure",
            "unhealthy",
            "create",
            "created",
            "new",
            "unresolved",
            "acknowledged",
            "nodata",
            "no data",
            "insufficient_data",
            "告警",
            "告警中",
            "触发",
            "报警",
            "异常",
            "故障",
            "未恢复");

    /** As the first or last word of a phrase these say it alone: "RESOLVED in 5m", "Warn Recovered". */
    private static final Set<String> OVER_IN_PHRASES = Set.of("resolved", "recovered", "cleared");

    private static final List<String> NO = List.of("not ", "no ", "un");

    private StatusWords() {}

    /** What the word says; empty when it is in no list. */
    public static Optional<AlarmStatus> of(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (OVER.contains(word) || saysOver(word)) {
            return Optional.of(AlarmStatus.RESOLVED);
        }
        return THERE.contains(word) ? Optional.of(AlarmStatus.FIRING) : Optional.empty();
    }

    private static boolean saysOver(String phrase) {
        if (NO.stream().anyMatch(phrase::startsWith)) {
            return false;
        }
        int first = phrase.indexOf(' ');
        return first > 0
                && (OVER_IN_PHRASES.contains(withoutMarks(phrase.substring(0, first)))
                        || OVER_IN_PHRASES.contains(phrase.substring(phrase.lastIndexOf(' ') + 1)));
    }

    /** {@code [resolved]}, {@code resolved:}. */
    private static String withoutMarks(String word) {
        int from = 0;
        int to = word.length();
        while (from < to && !Character.isLetterOrDigit(word.charAt(from))) {
            from++;
        }
        while (to > from && !Character.isLetterOrDigit(word.charAt(to - 1))) {
            to--;
        }
        return word.substring(from, to);
    }
}

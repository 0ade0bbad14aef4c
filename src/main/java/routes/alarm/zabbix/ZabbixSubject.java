package routes.alarm.zabbix;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the subject of a notification says before its first colon or closing bracket, in the words of Zabbix' default
 * message templates and their Chinese forms: {@code Problem: x}, {@code Resolved in 5m: x}, {@code [OK] x}, {@code
 * Service "shop" problem: x}, {@code 【恢复】x}.
 *
 * @param name of the event, which a problem, its updates and its recovery share; empty when the subject begins otherwise:
 *     its text may change with the value
 */
record ZabbixSubject(Kind kind, Optional<String> name) {
    /** What it says of the problem. */
    enum Kind {
        THERE,
        OVER,
        /** Nothing: it begins with the name of the problem, or with something else. */
        OPEN
    }

    private static final int LONGEST_HEAD = 120;
    private static final String ENDS_OF_HEADS = ":：]】";
    private static final String DASH = " - ";
    /** What follows its first colon is a time. */
    private static final String SENTENCE = "has been resolved";

    private static final String SERVICE = "service \"";

    private static final Set<String> OVER =
            Set.of("resolved", "recovered", "recovery", "ok", "closed", "solved", "恢复通知", "恢复告警");
    private static final List<String> OVER_ENDS = List.of("恢复", "恢复正常", "已解决");
    private static final Set<String> THERE =
            Set.of("problem", "problem started", "alert", "firing", "故障", "问题", "告警", "报警", "故障告警", "告警通知");
    private static final String NOT_OVER = "未恢复";

    static ZabbixSubject of(String subject) {
        String plain = withoutMarks(subject);
        int end = endOfHead(plain);
        String head = (end < 0 ? plain : plain.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        Kind kind = kind(head, end >= 0);
        String rest = end < 0 ? "" : withoutMarks(plain.substring(end + 1));
        String name = rest.isEmpty() || !head.startsWith(SERVICE) ? rest : serviceOf(head) + ": " + rest;
        boolean named = kind != Kind.OPEN && !name.isEmpty() && !head.contains(SENTENCE);
        return new ZabbixSubject(kind, named ? Optional.of(name) : Optional.empty());
    }

    private static Kind kind(String head, boolean ended) {
        if (THERE.contains(head) || head.endsWith(NOT_OVER)) {
            return Kind.THERE;
        }
        if (OVER.contains(head) || OVER_ENDS.stream().anyMatch(head::endsWith) || saysResolved(head)) {
            return Kind.OVER;
        }
        boolean problem =
                head.startsWith("updated problem in ") || head.startsWith(SERVICE) && head.endsWith(" problem");
        boolean begins = ended && head.startsWith("problem ");
        return problem || begins ? Kind.THERE : Kind.OPEN;
    }

    /** {@code resolved in 5m}, {@code service "shop" resolved in 5m}, {@code problem has been resolved at 10}. */
    static boolean saysResolved(String text) {
        return text.startsWith("resolved in ")
                || text.contains(SENTENCE)
                || text.startsWith(SERVICE) && text.contains("\" resolved in ");
    }

    private static String serviceOf(String head) {
        int end = head.indexOf('"', SERVICE.length());
        return end < 0 ? head : head.substring(SERVICE.length(), end);
    }

    private static int endOfHead(String text) {
        int longest = Math.min(text.length(), LONGEST_HEAD);
        for (int at = 0; at < longest; at++) {
            if (ENDS_OF_HEADS.indexOf(text.charAt(at)) >= 0) {
                return at;
            }
        }
        int dash = text.indexOf(DASH);
        return dash >= 0 && dash < longest ? dash + 1 : -1;
    }

    /** Without the brackets, signs and pictures at its beginning. */
    private static String withoutMarks(String text) {
        int from = 0;
        while (from < text.length() && !Character.isLetterOrDigit(text.codePointAt(from)) && text.charAt(from) != '"') {
            from += Character.charCount(text.codePointAt(from));
        }
        return text.substring(from).strip();
    }
}

package routes.alarm.zabbix;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;

/** Zabbix severities as levels: from the field {@code severity} when it says one, else from the message text. */
final class ZabbixLevel {
    private ZabbixLevel() {}

    static Level of(@Nullable String severity, String message) {
        Level said = severity == null ? null : named(severity.strip().toLowerCase(Locale.ROOT));
        return said == null ? inText(message) : said;
    }

    /** Names and numbers of the severities; null for a word that is none, such as a renamed severity. */
    private static @Nullable Level named(String severity) {
        return switch (severity) {
            case "disaster", "5", "high", "4" -> Level.P0;
            case "average", "3", "warning", "2" -> Level.P1;
            case "information", "1", "not classified", "0" -> Level.P2;
            default -> null;
        };
    }

    /** The reference's rule: the message templates hold a line {@code Severity: High}. */
    private static Level inText(String message) {
        if (message.contains("Severity: High") || message.contains("Severity: Disaster")) {
            return Level.P0;
        }
        boolean middle = message.contains("Severity: Average") || message.contains("Severity: Warning");
        return middle ? Level.P1 : Level.P2;
    }
}

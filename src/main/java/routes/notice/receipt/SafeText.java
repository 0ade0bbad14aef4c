package routes.notice.receipt;

import java.util.List;
import java.util.regex.Pattern;

/** Takes out of a vendor's words what must not be kept: secrets, control characters, layout. */
final class SafeText {
    static final String HIDDEN = "***";
    /** Words that are judged or kept are within this; the rest of a body is not looked at. */
    static final int LONGEST_READ = 4096;

    private static final Pattern LAYOUT = Pattern.compile("[\\s\\p{Cntrl}\\u2028\\u2029]+");
    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("(?i)((?:access_token|corpsecret|secret|token|ticket|session|password|api_?key|key|sign|sig"
                    + "|authorization)[\"']?\\s*[=:]\\s*[\"']?)(?:(?:bearer|basic)\\s+)?[^\\s&\"'<>,;)}\\]]+"),
            Pattern.compile(
                    "(?i)(/open-apis/bot/v2/hook/|/services/|/workflows/|/webhookb2/|/hooks?/)[^\\s\"'<>,;)}\\]]+"),
            Pattern.compile("(?i)(bearer\\s+)[\\w.~+/=-]+"),
            Pattern.compile("()\\b(?:(?:xox[a-z]-|whsec_|SEC)[\\w+/=-]{10,}|t-[\\w]{20,})"));

    private SafeText() {}

    static String of(String text, List<String> hidden) {
        String safe = text.length() > LONGEST_READ ? text.substring(0, LONGEST_READ) : text;
        for (String secret : hidden) {
            safe = safe.replace(secret, HIDDEN);
        }
        for (Pattern secret : SECRETS) {
            safe = secret.matcher(safe).replaceAll("$1" + java.util.regex.Matcher.quoteReplacement(HIDDEN));
        }
        return LAYOUT.matcher(safe).replaceAll(" ").strip();
    }
}

package routes.datasource.prometheus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus writes them: {@code 90s} is {@code 1m30s}, so that what is written is what is read again. Pure. */
final class PrometheusDuration {
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|[ywdhms])");
    private static final long DAY = 86_400L;
    private static final Map<String, Long> SECONDS = new LinkedHashMap<>();

    static {
        SECONDS.put("y", 31_536_000L);
        SECONDS.put("w", 604_800L);
        SECONDS.put("d", DAY);
        SECONDS.put("h", 3_600L);
        SECONDS.put("m", 60L);
        SECONDS.put("s", 1L);
    }

    private PrometheusDuration() {}

    /** Years, weeks and days stand only for themselves. */
    static String text(long seconds) {
        StringBuilder text = new StringBuilder();
        long rest = seconds;
        for (Map.Entry<String, Long> unit : SECONDS.entrySet()) {
            boolean whole = unit.getValue() >= DAY;
            if (rest >= unit.getValue() && (!whole || rest % unit.getValue() == 0)) {
                text.append(rest / unit.getValue()).append(unit.getKey());
                rest %= unit.getValue();
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }

    /** 0 when it is none; milliseconds do not count. */
    static long seconds(String text) {
        long seconds = 0;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            seconds += Long.parseLong(part.group(1)) * SECONDS.getOrDefault(part.group(2), 0L);
        }
        return seconds;
    }
}

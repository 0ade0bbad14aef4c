package routes.datasource.zabbix;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Days of the week as a condition of a trigger: {@code dayofweek()} is 1 on Monday and 7 on Sunday. Pure. */
final class ZabbixDays {
    private static final int FIRST = DayOfWeek.MONDAY.getValue();
    private static final int LAST = DayOfWeek.SUNDAY.getValue();

    private ZabbixDays() {}

    /** Days in a row are one comparison, or two. */
    static String text(Set<DayOfWeek> days) {
        List<String> rows = new ArrayList<>();
        int first = FIRST;
        for (int day = FIRST; day <= LAST + 1; day++) {
            if (day > LAST || !days.contains(DayOfWeek.of(day))) {
                if (first < day) {
                    rows.add(row(first, day - 1));
                }
                first = day + 1;
            }
        }
        return rows.size() == 1 ? rows.get(0) : "(" + String.join(" or ", rows) + ")";
    }

    private static String row(int first, int last) {
        if (first == last) {
            return "dayofweek()=" + first;
        }
        String to = last == LAST ? "" : "dayofweek()<=" + last;
        String from = first == FIRST ? "" : "dayofweek()>=" + first;
        return from + (from.isEmpty() || to.isEmpty() ? "" : " and ") + to;
    }
}

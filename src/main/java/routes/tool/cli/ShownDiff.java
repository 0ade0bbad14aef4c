package routes.tool.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import routes.tool.compare.DiffRun;
import routes.tool.compare.NotifiedChange;

/**
 * What a comparison found.
 *
 * @param messages what would be posted otherwise, by channel, source and transition
 * @param routes what differs, by route
 */
record ShownDiff(
        DiffRun.Report report,
        AlarmLogReader.Read read,
        Map<String, List<String>> messages,
        Map<String, List<String>> routes,
        List<String> notes) {

    void show(Output out) {
        if (out.json()) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("read", read.alarms());
            answer.put("whole", read.whole());
            answer.put("lost_p0", report.lostWorst());
            answer.put("report", report);
            answer.put("messages", messages);
            answer.put("routes", routes);
            answer.put("notes", notes);
            out.json(answer);
            return;
        }
        if (report.lostWorst() > 0) {
            out.line(report.lostWorst() + " notices of P0 would be LOST:");
        }
        report.lostNotices().forEach(notice -> out.line("- " + line(notice)));
        report.gainedNotices().forEach(notice -> out.line("+ " + line(notice)));
        differences(out, "message of ", messages);
        differences(out, "", routes);
        out.line("%-8s %9s %9s".formatted("", "as it is", "changed"));
        total(out, "alarms", report.before().alarms(), report.after().alarms());
        total(out, "events", report.before().events(), report.after().events());
        total(out, "notices", report.before().notices(), report.after().notices());
        out.line("lost " + report.lost() + ", gained " + report.gained() + ", louder " + report.louder() + ", quieter "
                + report.quieter());
        notes.forEach(note -> out.line("note: " + note));
        boolean same = report.same() && messages.isEmpty() && routes.isEmpty();
        out.line(same ? "nothing would change" : read.alarms() + " alarms were compared");
    }

    private static void differences(Output out, String what, Map<String, List<String>> differences) {
        differences.forEach((where, lines) -> {
            out.line("~ " + what + where + ":");
            lines.forEach(line -> out.line("    " + line));
        });
    }

    private static void total(Output out, String what, long before, long after) {
        out.line("%-8s %9d %9d %+d".formatted(what, before, after, after - before));
    }

    private static String line(NotifiedChange notice) {
        return "%s %-9s %s to %s, %s (%s)"
                .formatted(
                        notice.level(),
                        notice.transition(),
                        notice.at(),
                        notice.subscription(),
                        notice.title(),
                        notice.fingerprint());
    }
}

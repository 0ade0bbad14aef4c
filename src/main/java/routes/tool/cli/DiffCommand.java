package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import routes.common.error.VeaiopsException;
import routes.subscription.Subscription;
import routes.subscription.UnlabelledPolicy;
import routes.tool.compare.ComparedSubscriptions;
import routes.tool.compare.DiffRun;
import routes.tool.compare.NotifiedChange;
import routes.tool.compare.Remapping;
import routes.tool.compare.Scenario;

/** What a change would have done to the alarms of the last days. */
@Command(
        name = "diff",
        description =
                "Runs the kept alarms again with a changed mapping (source.yaml), subscriptions (JSON of the API) or"
                        + " merge settings (.properties), and shows what would change. Reads the log without a trace. Exit code 1"
                        + " when a P0 notice would be lost.",
        mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
    private static final String SUBSCRIPTIONS = "/apis/v1/manager/event-center/subscribe/?limit=100&skip=";
    private static final int PAGE = 100;
    private static final int STEP = 5000;

    @ParentCommand
    private Veaiops veaiops;

    @Parameters(index = "0", description = "The changed file")
    private Path file;

    @Option(names = "--since", description = "How far back: 90m, 12h or 7d", defaultValue = "7d")
    private String since;

    @Option(names = "--most", description = "Alarms that are read at most", defaultValue = "200000")
    private long most;

    @Option(names = "--topic", description = "The log of alarms", defaultValue = "veaiops.alarms")
    private String topic;

    @Option(
            names = "--settings",
            description = "Properties with the merge settings as they are; the application's own without it")
    private @Nullable Path settings;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private HubOptions hub;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        ChangedFile changed = ChangedFile.read(file);
        CurrentSettings current = CurrentSettings.read(settings);
        List<Subscription> rules = rules();
        UnlabelledPolicy unlabelled = current.unlabelled();
        DiffRun comparison = new DiffRun(
                new Scenario(current.merge(), rules, unlabelled),
                new Scenario(
                        current.merge().with(changed.merge()),
                        ComparedSubscriptions.changed(rules, changed.subscriptions()),
                        unlabelled),
                changed.remapping());
        AlarmLogReader log = new AlarmLogReader(
                kafka.access(), topic, veaiops.clock().instant().minus(duration("--since", since)), most);
        long[] next = {STEP};
        AlarmLogReader.Read read = log.read(comparison::add, alarms -> {
            if (alarms >= next[0]) {
                out.progress(alarms + " alarms read");
                next[0] = alarms + STEP;
            }
        });
        DiffRun.Report report = comparison.report();
        report(report, read, notes(changed, read));
        return report.lostWorst() > 0 ? Veaiops.FOUND : 0;
    }

    private List<Subscription> rules() {
        List<Subscription> rules = new ArrayList<>();
        JsonNode page;
        do {
            page = hub.get(SUBSCRIPTIONS + rules.size());
            rules.addAll(ComparedSubscriptions.read(page));
        } while (page.size() == PAGE);
        return rules;
    }

    private List<String> notes(ChangedFile changed, AlarmLogReader.Read read) {
        List<String> notes = new ArrayList<>(changed.notes());
        changed.mapped()
                .filter(mapped -> mapped.refused() > 0)
                .map(DiffCommand::refused)
                .ifPresent(notes::add);
        if (read.unreadable() > 0) {
            notes.add(read.unreadable() + " records of the log are no alarms and were left out");
        }
        if (!read.whole()) {
            notes.add("the log goes on: only its first " + read.alarms() + " alarms were read; --most reads more");
        }
        return notes;
    }

    private static String refused(Remapping mapped) {
        return mapped.refused() + " alarms cannot be read by the changed mapping and would be refused, the first: "
                + mapped.firstRefusal();
    }

    private void report(DiffRun.Report report, AlarmLogReader.Read read, List<String> notes) {
        if (out.json()) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("read", read.alarms());
            answer.put("whole", read.whole());
            answer.put("lost_p0", report.lostWorst());
            answer.put("report", report);
            answer.put("notes", notes);
            out.json(answer);
            return;
        }
        if (report.lostWorst() > 0) {
            out.line(report.lostWorst() + " notices of P0 would be LOST:");
        }
        report.lostNotices().forEach(notice -> out.line("- " + line(notice)));
        report.gainedNotices().forEach(notice -> out.line("+ " + line(notice)));
        out.line("%-8s %9s %9s".formatted("", "as it is", "changed"));
        total("alarms", report.before().alarms(), report.after().alarms());
        total("events", report.before().events(), report.after().events());
        total("notices", report.before().notices(), report.after().notices());
        out.line("lost " + report.lost() + ", gained " + report.gained() + ", louder " + report.louder() + ", quieter "
                + report.quieter());
        notes.forEach(note -> out.line("note: " + note));
        out.line(report.same() ? "nothing would change" : read.alarms() + " alarms were compared");
    }

    private void total(String what, long before, long after) {
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

    /** @param option for what is wrong with it */
    static Duration duration(String option, String text) {
        if (!text.matches("[1-9]\\d{0,4}[mhd]")) {
            throw new VeaiopsException(
                    option + " is a number of minutes, hours or days such as 90m, 12h or 7d, not " + text);
        }
        return Duration.parse(text.endsWith("d") ? "P" + text : "PT" + text);
    }
}

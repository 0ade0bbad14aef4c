package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import routes.tool.compare.MergeSettings;
import routes.tool.compare.Scenario;
import routes.tool.preview.MessageChanges;
import routes.tool.preview.OfflineChannels;
import routes.tool.preview.OfflineTrial;
import routes.tool.preview.RouteChanges;

/** What a change would have done to the alarms of the last days. */
@Command(
        name = "diff",
        description =
                "Runs the kept posts again with a changed mapping (source.yaml), subscriptions (JSON of the API), merge"
                        + " settings (.properties) or folder of extensions, and shows what would change. Reads the log"
                        + " without a trace. Exit code 1 when a P0 notice would be lost or a message could not be posted"
                        + " any more.",
        mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
    private static final String SUBSCRIPTIONS = "/apis/v1/manager/event-center/subscribe/?limit=100&skip=";
    private static final int PAGE = 100;
    private static final int STEP = 5000;

    @ParentCommand
    private Veaiops veaiops;

    @Parameters(index = "0", description = "The changed file, or the changed folder of extensions")
    private Path file;

    @Option(
            names = "--was",
            paramLabel = "FILE",
            description = "The file or folder as it is; of two folders mappings, channels, templates, routes and merge"
                    + " settings are compared. Without it alarms are as they stand in the log")
    private @Nullable Path was;

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
        ChangedFile now = was == null ? ChangedFile.nothing() : ChangedFile.read(was);
        CurrentSettings current = CurrentSettings.read(settings);
        List<Subscription> rules = ComparedSubscriptions.changed(rules(), now.subscriptions());
        MergeSettings merge = current.merge().with(now.merge());
        UnlabelledPolicy unlabelled = current.unlabelled();
        close(now, changed);
        Optional<MessageChanges> messages = messages(now, changed, current);
        DiffRun comparison = new DiffRun(
                now.mappings(),
                new Scenario(merge, rules, unlabelled),
                changed.mappings(),
                new Scenario(
                        merge.with(changed.merge()),
                        ComparedSubscriptions.changed(rules, changed.subscriptions()),
                        unlabelled),
                (is, would) -> messages.ifPresent(both -> both.add(is, would)));
        AlarmLogReader.Read read = read(comparison);
        DiffRun.Report report = comparison.report();
        new ShownDiff(
                        report,
                        read,
                        messages.map(MessageChanges::changes).orElse(Map.of()),
                        routes(now, changed),
                        notes(changed, read))
                .show(out);
        boolean broken = messages.filter(MessageChanges::broken).isPresent();
        return report.lostWorst() > 0 || broken ? Veaiops.FOUND : 0;
    }

    private AlarmLogReader.Read read(DiffRun comparison) {
        AlarmLogReader log = new AlarmLogReader(
                kafka.access(), topic, veaiops.clock().instant().minus(duration("--since", since)), most);
        long[] next = {STEP};
        return log.read(comparison::add, alarms -> {
            if (alarms >= next[0]) {
                out.progress(alarms + " alarms read");
                next[0] = alarms + STEP;
            }
        });
    }

    /** A source whose folder is gone is the application's own again, or takes no posts. */
    private static void close(ChangedFile now, ChangedFile changed) {
        if (changed.folder().isPresent()) {
            now.sources().stream()
                    .filter(source -> !changed.sources().contains(source))
                    .forEach(source -> OfflineTrial.shipped(source)
                            .ifPresentOrElse(file -> changed.mappings().with(file, ""), () -> changed.mappings()
                                    .without(source)));
        }
    }

    private Optional<MessageChanges> messages(ChangedFile now, ChangedFile changed, CurrentSettings current) {
        Clock clock = Clock.fixed(veaiops.clock().instant(), ZoneOffset.UTC);
        return now.folder().flatMap(before -> changed.folder()
                .map(after -> new MessageChanges(
                        new OfflineChannels(Optional.of(before), current.values(), clock),
                        new OfflineChannels(Optional.of(after), current.values(), clock))));
    }

    private static Map<String, List<String>> routes(ChangedFile now, ChangedFile changed) {
        return now.folder()
                .flatMap(before -> changed.folder().map(after -> RouteChanges.between(before, after)))
                .orElse(Map.of());
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
        List<String> notes = new ArrayList<>(changed.mappings().notes());
        if (read.unreadable() > 0) {
            notes.add(read.unreadable() + " records of the log are no alarms and were left out");
        }
        if (!read.whole()) {
            notes.add("the log goes on: only its first " + read.alarms() + " alarms were read; --most reads more");
        }
        return notes;
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

package routes.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import routes.dev.EmbeddedRun;

/** What the processes themselves cost: starts, memory, doing nothing, and commands. */
final class ProcessRows {
    private static final double MEGABYTE = 1 << 20;

    private final BenchSettings settings;
    private final Report report;
    private final Spread started = new Spread();
    private final Spread startCost = new Spread();
    private final Spread ready = new Spread();
    private final Spread idleHub = new Spread();
    private final Spread idleRun = new Spread();
    private final Spread runMemory = new Spread();

    ProcessRows(BenchSettings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    /** Starts and stops the application, as often as there are rounds; the first start makes its topics and indexes. */
    void starts(String brokers, String mongodb) {
        Path log = settings.folder().resolve("start.log");
        Application.start(log, brokers, mongodb).close();
        for (int round = 0; round < settings.rounds(); round++) {
            try (Application application = Application.start(log, brokers, mongodb)) {
                started.add(application.startSeconds());
                startCost.add(application.processorTime().toMillis() / 1e3);
                ready.add(application.residentBytes() / MEGABYTE);
            }
        }
    }

    /** What they use while nothing is asked of them, once what a start leaves to the compilers is done. */
    void idle(Application application) {
        try (RunningServer run = embeddedRun()) {
            BenchSettings.pause(settings.idle().dividedBy(2));
            Duration hub = application.processorTime();
            Duration whole = run.processorTime();
            BenchSettings.pause(settings.idle());
            idleHub.add(share(application.processorTime().minus(hub)));
            idleRun.add(share(run.processorTime().minus(whole)));
            runMemory.add(run.residentBytes() / MEGABYTE);
        }
    }

    private double share(Duration used) {
        return 100.0 * used.toNanos() / settings.idle().toNanos();
    }

    private RunningServer embeddedRun() {
        Path folder = settings.folder().resolve("run");
        List<String> flags = new ArrayList<>(Application.jvmFlags());
        flags.addAll(List.of(
                "-Dveaiops.http.port=0",
                "-Dveaiops.management.port=0",
                "-Dveaiops.embedded.kafka.port=0",
                "-Dveaiops.embedded.mongodb.port=0",
                "-Dveaiops.embedded.dir=" + folder));
        return RunningServer.start(
                settings.folder().resolve("run.log"),
                0,
                RunningServer.java(EmbeddedRun.class, flags),
                nowhere -> Files.exists(folder.resolve("run.json")));
    }

    void report(Application application) {
        report.part("The process");
        report.atMost("start to ready", started, 3, Report::seconds);
        report.atMost("start to ready: processor time", startCost, 6, Report::seconds);
        report.atMost("resident memory, ready", ready, 220, Report::megabytes);
        Spread after = new Spread();
        after.add(application.residentBytes() / MEGABYTE);
        report.atMost("resident memory, after all this", after, 450, Report::megabytes);
        report.atMost("idle: share of a core", idleHub, 1, Report::percent);
        report.atMost("idle embedded run: share of a core", idleRun, 5, Report::percent);
        report.atMost("idle embedded run: resident memory", runMemory, 700, Report::megabytes);
        report.atMost(
                "`lint` of this project: processor time", command("lint", "src/main/resources"), 3, Report::seconds);
        report.atMost("`help`: processor time", command("help"), 0.4, Report::seconds);
    }

    private Spread command(String... arguments) {
        Spread seconds = new Spread();
        for (int round = 0; round < settings.rounds(); round++) {
            seconds.add(processorSeconds(arguments));
        }
        return seconds;
    }

    private static double processorSeconds(String... arguments) {
        String script = "TIMEFORMAT='%U %S'; time bin/veaiops " + String.join(" ", arguments) + " > /dev/null";
        try {
            ProcessBuilder builder = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
            builder.environment().put("VEAIOPS_JAR", System.getProperty("veaiops.packaged.jar"));
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            String[] times = output.substring(output.lastIndexOf('\n') + 1).split(" ");
            return Double.parseDouble(times[0]) + Double.parseDouble(times[1]);
        } catch (IOException e) {
            throw new UncheckedIOException("Running " + script, e);
        }
    }
}

package routes.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** Prints the table, and writes {@code docs/benchmarks.md} around it when asked to. */
final class BenchmarkPage {
    private static final Path PAGE = Path.of("docs", "benchmarks.md");
    private static final String TEXT =
            """
            # Benchmarks

            What the packaged application reaches from the POST of an alarm to the POST of a webhook, beside the raw limits
            of its parts and Alertmanager, measured in one run on one machine. Every process shares the same cores: the
            application, the Kafka broker, the MongoDB-wire server, the load generator and the webhook target.

            | | |
            |---|---|
            | date | %s |
            | commit | %s |
            | machine | %s |
            | Java | %s |
            | application | `bin/veaiops` after `bin/veaiops archive`, `JAVA_TOOL_OPTIONS=%s` |
            | broker and store | the embedded ones, each a process of its own, `%s` |
            | Alertmanager | %s |
            | measured by | `mvn -B -Pbench verify%s -Dbench.write=true` |
            | settings | %s |

            %s
            How to read it: (a) Zabbix posts that repeat 2,000 fingerprints, (b) Zabbix posts that all differ,
            (c) Volcengine posts with ten resources each over 2,000 fingerprints; 32 keep-alive connections that post again
            as soon as they are answered. Accepted means answered with 200: the log has it (acks=all). "First post to last
            merge" is measured with the intake beside it; "backlog alone" after it. Every phase is measured `bench.rounds` times: those of
            intake, of Alertmanager and of the store alone in turn, each with an empty store. Medians are shown and compared, beside them
            the lowest and the highest. A ratio of 1 or more meets "at least", 1 or less meets "at most". `-Dbench.rounds=2` measures less
            often, `-Dbench.quick=true` is a first look, `-Dbench.only-delivery=true` measures delivery and latency alone; the other settings are
            the properties `bench.*` of `BenchSettings`. Before each phase the store collects its garbage and comes to rest, so that a
            deletion or a filling just before is not measured too. Processor time and memory are those of whole processes, as the system
            counts them.
            """;

    private BenchmarkPage() {}

    static void publish(String table, BenchSettings settings) {
        System.out.println("\n" + table);
        if (!settings.write()) {
            return;
        }
        try {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page(table, settings) + measuredElsewhere());
        } catch (IOException e) {
            throw new UncheckedIOException("Writing " + PAGE, e);
        }
    }

    /** The sections that follow the table stay: what people wrote about it, and other benchmarks. */
    private static String measuredElsewhere() throws IOException {
        String page = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        int start = page.indexOf("\n## ");
        return start < 0 ? "" : page.substring(start);
    }

    private static String page(String table, BenchSettings settings) throws IOException {
        return TEXT.formatted(
                LocalDate.now(ZoneOffset.UTC),
                output("git", "rev-parse", "--short", "HEAD"),
                machine(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                String.join(" ", Application.jvmFlags()),
                String.join(" ", Application.serverJvmFlags()),
                Alertmanager.installed() ? output("/usr/bin/prometheus-alertmanager", "--version") : "not installed",
                Boolean.getBoolean("bench.quick") ? " -Dbench.quick=true" : "",
                "warm-up %d s, %d phases of %d s in turn, latency %d s, idle %d s"
                        .formatted(
                                settings.warmUp().toSeconds(),
                                settings.rounds(),
                                settings.phase().toSeconds(),
                                settings.latency().toSeconds(),
                                settings.idle().toSeconds()),
                table);
    }

    private static String machine() throws IOException {
        String processor;
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            processor = lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(System.getProperty("os.arch"));
        }
        return Runtime.getRuntime().availableProcessors() + " cores, " + processor + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.version");
    }

    /** The first line that a command prints. */
    private static String output(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text.lines().findFirst().orElse("");
    }
}

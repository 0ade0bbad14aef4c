package routes.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** Writes {@code docs/reliability.md} around the table when asked to: {@code -Dfaults.write=true}. */
final class ReliabilityPage {
    private static final Path PAGE = Path.of("docs", "reliability.md");

    private ReliabilityPage() {}

    static void write(FaultTable table) {
        if (!Boolean.getBoolean("faults.write")) {
            return;
        }
        try (var in = ReliabilityPage.class.getResourceAsStream("/faults/reliability.md")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(PAGE, filled(text, table));
        } catch (IOException e) {
            throw new UncheckedIOException("Writing " + PAGE, e);
        }
    }

    private static String filled(String text, FaultTable table) throws IOException {
        return text.replace("{date}", LocalDate.now(ZoneOffset.UTC).toString())
                .replace("{commit}", output("git", "rev-parse", "--short", "HEAD"))
                .replace("{machine}", machine())
                .replace("{java}", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"))
                .replace("{seed}", Long.toString(FaultSuite.SEED))
                .replace("{kafka-away}", Integer.toString(OutageFaults.KAFKA_AWAY))
                .replace("{mongo-away}", Integer.toString(OutageFaults.MONGO_AWAY))
                .replace("{window}", Long.toString(StormFaults.WINDOW.toMillis()))
                .replace("{table}", table.toString());
    }

    private static String machine() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            String processor = lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(System.getProperty("os.arch"));
            return Runtime.getRuntime().availableProcessors() + " cores, " + processor + ", "
                    + System.getProperty("os.name") + " " + System.getProperty("os.version");
        }
    }

    /** The first line that a command prints. */
    private static String output(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text.lines().findFirst().orElse("");
    }
}

package routes.tool.cli;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import routes.common.security.SealReport;
import routes.wiring.KeyRotation;

/** Which key holds which stored secret, and all of them under the first one. */
@Command(
        name = "secrets",
        description =
                "Counts the stored secrets by the key that holds them (check), or puts all under the first key (reseal)."
                        + " Reads VEAIOPS_MONGODB_URI and VEAIOPS_ENCRYPTION_KEYS as the hub does; hubs may run meanwhile."
                        + " Exit code 1 when a secret is not under the first key.",
        mixinStandardHelpOptions = true)
final class SecretsCommand implements Callable<Integer> {
    private static final int NAMED = 20;

    /** What is done with the secrets. */
    enum What {
        check,
        reseal
    }

    @Parameters(index = "0", description = "${COMPLETION-CANDIDATES}")
    private What what;

    @Option(names = "--dry-run", description = "With reseal: writes nothing, as check")
    private boolean dryRun;

    @Mixin
    private Output out;

    /** @param notUnderFirstKey how many secrets an older key holds, stand in plain text or do not open */
    @JsonNaming(SnakeCaseStrategy.class)
    record Answer(String firstKey, long notUnderFirstKey, List<SealReport> collections) {
        static Answer of(KeyRotation.Result result) {
            long left = result.collections().stream()
                    .mapToLong(report -> report.notUnder(result.firstKey()))
                    .sum();
            return new Answer(result.firstKey(), left, result.collections());
        }
    }

    @Override
    public Integer call() {
        Answer answer = Answer.of(KeyRotation.run(what == What.reseal && !dryRun, out::progress));
        if (out.json()) {
            out.json(answer);
        } else {
            answer.collections().forEach(this::print);
            out.line(
                    answer.notUnderFirstKey() == 0
                            ? "every secret is under the key " + answer.firstKey()
                            : answer.notUnderFirstKey() + " secrets are not under the key " + answer.firstKey());
        }
        return answer.notUnderFirstKey() == 0 ? 0 : Veaiops.FOUND;
    }

    private void print(SealReport report) {
        String keys = report.byKey().entrySet().stream()
                .map(key -> key.getValue() + " under " + key.getKey() + ", ")
                .collect(Collectors.joining());
        out.line(report.collection() + ": " + keys + report.plain() + " in plain text, "
                + report.unreadable().size() + " unreadable; " + report.resealed() + " resealed"
                + (report.changing() == 0 ? "" : ", " + report.changing() + " changed meanwhile: run it again"));
        report.unreadable().stream().limit(NAMED).forEach(why -> out.line("  " + why));
    }
}

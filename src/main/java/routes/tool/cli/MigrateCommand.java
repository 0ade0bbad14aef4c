package routes.tool.cli;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import routes.common.repository.TakeOverReport;
import routes.common.security.SealReport;
import routes.wiring.TakeOver;

/** What it takes to run the hub on a database of VeAIOps. */
@Command(
        name = "migrate",
        description =
                "Looks through a database that VeAIOps wrote (check), or seals its secrets anew and makes the indexes of the hub"
                        + " (run). Reads VEAIOPS_MONGODB_URI, VEAIOPS_ENCRYPTION_KEYS and VEAIOPS_ENCRYPTION_REFERENCE_KEY"
                        + " (VeAIOps' ENCRYPTION_KEY) as the hub does. Exit code 1 when a document cannot be worked with, a"
                        + " secret does not open or an index cannot be made.",
        mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {
    /** What is done with the database. */
    enum What {
        check,
        run
    }

    @Parameters(index = "0", description = "${COMPLETION-CANDIDATES}")
    private What what;

    @Mixin
    private Output out;

    /** @param sendersWithoutToken sources of VeAIOps that are on and have no token in the settings */
    @JsonNaming(SnakeCaseStrategy.class)
    record Answer(TakeOverReport database, List<SealReport> secrets, List<String> sendersWithoutToken) {
        long unopened() {
            return secrets.stream()
                    .mapToLong(report -> report.unreadable().size())
                    .sum();
        }

        boolean isWell() {
            return database.unreadable() == 0
                    && unopened() == 0
                    && database.indexesToCome().stream().allMatch(index -> index.contradictions() == 0);
        }
    }

    @Override
    public Integer call() {
        TakeOver.Result result = TakeOver.run(what == What.run, out::progress);
        Answer answer = new Answer(result.database(), result.secrets(), result.sendersWithoutToken());
        if (out.json()) {
            out.json(answer);
        } else {
            print(answer);
        }
        return answer.isWell() ? 0 : Veaiops.FOUND;
    }

    private void print(Answer answer) {
        TakeOverReport found = answer.database();
        for (TakeOverReport.Read read : found.collections()) {
            out.line(read.collection() + ": " + read.documents() + " documents, " + read.unreadable() + " unreadable");
            read.reasons().forEach(reason -> out.line("  " + reason));
        }
        found.kept().forEach(name -> out.line(name + ": kept as it is, the hub does not read it"));
        answer.secrets().forEach(this::print);
        TakeOverReport.Users users = found.users();
        out.line("users: " + users.all() + ", " + users.active() + " active, " + users.supervisors() + " supervisors");
        out.line("indexes to come: " + found.indexesToCome().size());
        found.indexesToCome().stream()
                .filter(index -> index.contradictions() > 0)
                .forEach(index -> out.line("  cannot be made, " + index.contradictions()
                        + " keys stand in several documents: " + index.index()));
        out.line(
                answer.sendersWithoutToken().isEmpty()
                        ? "every sender of VeAIOps has a token"
                        : "senders without a token: " + String.join(", ", answer.sendersWithoutToken())
                                + " (docs/veaiops.md)");
        out.line(found.unreadable() + " documents unreadable, " + answer.unopened() + " secrets not opened");
    }

    private void print(SealReport report) {
        StringBuilder line = new StringBuilder(report.collection()).append(": secrets");
        report.byKey().forEach((key, count) -> line.append(' ')
                .append(count)
                .append(" under ")
                .append(key)
                .append(','));
        out.line(line.append(' ')
                .append(report.plain())
                .append(" in plain text, ")
                .append(report.unreadable().size())
                .append(" unreadable; ")
                .append(report.resealed())
                .append(" sealed anew")
                .toString());
        report.unreadable().forEach(why -> out.line("  " + why));
    }
}

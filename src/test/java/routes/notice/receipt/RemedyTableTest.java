package routes.notice.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of the operator's guide is the rule files in words; {@code -Ddocs.update=true} writes it anew. */
class RemedyTableTest {
    private static final Path GUIDE = Path.of("docs/operations.md");
    private static final String BEGIN = "<!-- remedies: made from src/main/resources/receipts -->\n";
    private static final String END = "<!-- end of remedies -->\n";

    @Test
    void the_operators_guide_shows_every_rule_with_its_remedy() throws IOException {
        String guide = Files.readString(GUIDE);
        int from = guide.indexOf(BEGIN) + BEGIN.length();
        int to = guide.indexOf(END);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(GUIDE, guide.substring(0, from) + table() + guide.substring(to));
        }

        assertThat(Files.readString(GUIDE))
                .as("run this test with -Ddocs.update=true")
                .contains(BEGIN + table() + END);
    }

    private static String table() {
        ReceiptRegistry book = ReceiptRegistry.load(Optional.empty());
        return "\n| Rules | Answer | Means | What to do |\n|---|---|---|---|\n"
                + ReceiptRegistry.BUILT_IN.stream()
                        .flatMap(name -> book.of(name).rules().stream()
                                .filter(rule -> rule.file().equals(name)))
                        .map(RemedyTableTest::row)
                        .collect(Collectors.joining())
                + "\n";
    }

    private static String row(ReceiptRules.Named named) {
        Verdict verdict = named.rule().then();
        return String.join(
                " | ",
                "| `" + named.name() + "`",
                named.rule().condition().replace("|", "\\|").replace("<", "&lt;"),
                meaning(verdict),
                verdict.remedy().template().replace("|", "\\|") + " |\n");
    }

    private static String meaning(Verdict verdict) {
        if (verdict.outcome() == Outcome.DELIVERED) {
            return "delivered";
        }
        String reason = verdict.reason().wireName();
        String outcome = verdict.outcome().wireName();
        return outcome
                + (reason.equals(outcome) ? "" : " (" + reason.toLowerCase(Locale.ROOT) + ")")
                + (verdict.isFinal() ? ", final" : ", tried again");
    }
}

package routes.notice.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.common.error.VeaiopsException;

class ReceiptRegistryTest {
    private static final String OWN =
            """
            receipts: %s
            code: /c
            text: /t
            otherwise: http
            rules:
              - id: mine
                when: { status: 418, header X-Tea: present }
                then: { outcome: rejected, remedy: "It is a {header X-Tea}" }
            """;

    private static final String FULL_OF_PROBLEMS =
            """
            receipts: slak
            code: code
            text: words
            colour: red
            limit_bytes: many
            otherwise: nowhere
            rules:
              - id: one
                when: {}
                then: { outcome: lost, remedy: x }
              - id: two
                when: { /a: 1, bytes: 2, status: 5..1 }
                then: { outcome: rejected, reason: mood, wait: 5, remedy: "{limit_bytes} {what}" }
              - id: two
                when: { status: { matches: x } }
                then: { outcome: delivered, final: yes }
              - when: { status: 200 }
                then: { outcome: retry, id: /x, scope: target }
            """;

    @TempDir
    Path folder;

    @Test
    void a_file_of_the_folder_replaces_the_applications_rules_and_leaves_the_others() throws IOException {
        write("slack", OWN.formatted("slack"));

        ReceiptRegistry book = ReceiptRegistry.load(Optional.of(folder));

        assertThat(book.of("slack").receipt(answer(418, "{}")).rule()).isEqualTo("slack/mine");
        assertThat(book.of("slack").receipt(answer(418, "{}")).result().said().remedy())
                .isEqualTo("It is a pot");
        assertThat(book.of("slack").receipt(answer(200, "ok")).rule()).isEqualTo("http/not-in-its-words");
        assertThat(book.of("wecom").receipt(answer(200, "{\"errcode\":0}")).rule())
                .isEqualTo("wecom/delivered");
    }

    @Test
    void a_file_of_another_name_joins_the_rules() throws IOException {
        write("my-chat", OWN.formatted("my-chat"));

        assertThat(ReceiptRegistry.load(Optional.of(folder)).of("my-chat").name())
                .isEqualTo("my-chat");
    }

    @Test
    void rules_that_are_not_there_are_named() {
        ReceiptRegistry book = ReceiptRegistry.load(Optional.empty());

        assertThatThrownBy(() -> book.of("fax"))
                .isInstanceOf(VeaiopsException.class)
                .hasMessageContaining("fax")
                .hasMessageContaining("lark-bot");
    }

    @Test
    void a_folder_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> ReceiptRegistry.load(Optional.of(folder.resolve("none"))))
                .isInstanceOf(UnusableReceiptRules.class)
                .hasMessageContaining("there is no such folder");
    }

    @Test
    void all_problems_of_all_files_are_reported_at_once_with_their_lines() throws IOException {
        write("broken", "receipts: broken\nrules: [\n");
        write("empty", "");
        write("slack", FULL_OF_PROBLEMS);

        assertThatThrownBy(() -> ReceiptRegistry.load(Optional.of(folder)))
                .isInstanceOf(UnusableReceiptRules.class)
                .hasMessageContaining("broken.yaml:")
                .hasMessageContaining("empty.yaml:1: the file is empty")
                .hasMessageContaining("slack.yaml:1: the file is named slack, not slak")
                .hasMessageContaining("slack.yaml:2: the place of the code cannot be \"code\"")
                .hasMessageContaining("slack.yaml:3: \"words\" is neither")
                .hasMessageContaining("slack.yaml:4: a rule file has an unknown field \"colour\"")
                .hasMessageContaining("slack.yaml:5: \"many\" is not a positive whole number")
                .hasMessageContaining("\"otherwise\" names no file that could follow: nowhere")
                .hasMessageContaining("slack.yaml:9: a rule without a test")
                .hasMessageContaining("slack.yaml:10: \"lost\" is none of the outcomes delivered, throttled")
                .hasMessageContaining("slack.yaml:12: \"bytes\" is neither")
                .hasMessageContaining("slack.yaml:12: the range 5..1 ends before it begins")
                .hasMessageContaining("slack.yaml:13: \"mood\" is none of the reasons connection")
                .hasMessageContaining("slack.yaml:13: rejected is final: there is no wait")
                .hasMessageContaining("slack.yaml:13: {limit_bytes} is used, but the file gives no limit_bytes")
                .hasMessageContaining("slack.yaml:14: another rule is named two")
                .hasMessageContaining("slack.yaml:15: a test has an unknown field \"matches\"")
                .hasMessageContaining("slack.yaml:16: only \"auth\" can be final or not")
                .hasMessageContaining("slack.yaml:17: \"id\" is missing")
                .hasMessageContaining("slack.yaml:18: only a delivery has an id")
                .hasMessageContaining("slack.yaml:18: only a limit has a scope")
                .hasMessageContaining("slack.yaml:18: \"remedy\" is missing");
    }

    private void write(String name, String yaml) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), yaml);
    }

    private static VendorAnswer answer(int status, String body) {
        return new VendorAnswer(
                status,
                Map.of("x-tea", "pot"),
                body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                new SentMessage("notice-1", 10),
                Instant.EPOCH);
    }
}

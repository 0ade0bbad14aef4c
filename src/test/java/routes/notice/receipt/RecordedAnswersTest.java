package routes.notice.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.notice.SendResult;

/** Every vendor answer that the fact sheet names, and what it must mean. */
class RecordedAnswersTest {
    private static final ReceiptRegistry BOOK = ReceiptRegistry.load(Optional.empty());

    static List<Path> recorded() {
        return RecordedAnswer.files();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void a_recorded_answer_means_what_its_file_says(Path file) {
        RecordedAnswer recorded = RecordedAnswer.read(file);

        Receipt receipt = BOOK.of(RecordedAnswer.rules(file)).receipt(recorded.answer());

        RecordedAnswer.Expectation expected = recorded.expect();
        assertThat(receipt.rule()).isEqualTo(expected.rule());
        assertThat(word(receipt.result())).isEqualTo(expected.result());
        assertThat(reason(receipt.result())).isEqualTo(Optional.ofNullable(expected.reason()));
        assertThat(wait(receipt.result()))
                .isEqualTo(Optional.ofNullable(expected.waitSeconds())
                        .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000))));
        assertThat(receipt.result().said().remedy())
                .contains(Optional.ofNullable(expected.remedy()).orElse(""));
        assertThat(receipt.result().said().text())
                .contains(Optional.ofNullable(expected.text()).orElse(""));
        if (expected.code() != null) {
            assertThat(receipt.result().said().code()).isEqualTo(expected.code());
        }
        if (receipt.result() instanceof SendResult.Sent sent) {
            assertThat(sent.ids()).containsExactly(expected.id());
        } else {
            assertThat(receipt.result().said().remedy()).isNotBlank().doesNotContain("?");
        }
    }

    @Test
    void every_rule_is_held_to_a_recorded_answer() {
        Set<String> hit = recorded().stream()
                .map(file -> BOOK.of(RecordedAnswer.rules(file))
                        .receipt(RecordedAnswer.read(file).answer())
                        .rule())
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> written = ReceiptRegistry.BUILT_IN.stream()
                .flatMap(name -> BOOK.of(name).rules().stream())
                .map(ReceiptRules.Named::name)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(hit).isEqualTo(written);
    }

    @Test
    void a_limit_stops_the_whole_robot_unless_the_vendor_says_that_it_is_of_one_chat_or_person() {
        Set<String> ofOneTarget = recorded().stream()
                .map(file -> BOOK.of(RecordedAnswer.rules(file))
                        .receipt(RecordedAnswer.read(file).answer()))
                .filter(receipt -> receipt.result() instanceof SendResult.TryLater later && later.targetOnly())
                .map(Receipt::rule)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(ofOneTarget).containsExactly("dingtalk/receiver-throttled", "lark-app/chat-limit");
    }

    /** The fact sheet's tables A1.12, A1.13, A2.1, A2.4, A3.4, A3.5, A4 and A5. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lark-app 99991663 99991664 99991671 99991661 99991668 99991672 99991679 99991400 230001 230002 230006"
                        + " 230013 230020 200340 230025 300090",
                "lark-bot 9499 19001 19021 19022 19024 11232",
                "dingtalk 310000 130101 300005 InvalidAuthentication send.too.fast too.many.group too.many.people"
                        + " send.byToken.tooFast 88 40014 -1",
                "wecom -1 40001 40013 40014 42001 41001 40003 40031 81013 40008 40035 40058 40056 44004 45002 45009"
                        + " 60020 86003 93000",
                "slack channel_not_found not_in_channel invalid_auth msg_too_long ratelimited no_team invalid_payload",
                "teams 413 429 400 202"
            })
    void every_code_of_the_fact_sheet_is_recorded(String line) {
        List<String> words = List.of(line.split(" "));
        Set<String> recorded = recorded().stream()
                .filter(file -> RecordedAnswer.rules(file).equals(words.get(0)))
                .map(RecordedAnswer::read)
                .map(answer -> answer.status() + " " + answer.body())
                .collect(Collectors.toSet());

        assertThat(words.subList(1, words.size()))
                .allSatisfy(code -> assertThat(recorded).anySatisfy(answer -> assertThat(answer)
                        .containsPattern("(^|\\W)" + java.util.regex.Pattern.quote(code) + "\\b")));
    }

    private static String word(SendResult result) {
        if (result instanceof SendResult.Sent) {
            return "sent";
        }
        if (result instanceof SendResult.Moved) {
            return "moved";
        }
        return result instanceof SendResult.TryLater ? "later" : "refused";
    }

    private static Optional<String> reason(SendResult result) {
        if (result instanceof SendResult.TryLater later) {
            return Optional.of(later.reason().wireName());
        }
        return result instanceof SendResult.Refused refused
                ? Optional.of(refused.reason().wireName())
                : Optional.empty();
    }

    private static Optional<Duration> wait(SendResult result) {
        return result instanceof SendResult.TryLater later ? later.askedToWait() : Optional.empty();
    }
}

package routes.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceRuleTest {
    /** The states of the earlier notices, whether a silence matches the recovery now, and why it is not sent. */
    @ParameterizedTest(name = "{0}, silence now {1}: {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "SENT                           | b | -",
                "PENDING                        | b | -",
                "SENDING                        | b | -",
                "RETRYING                       | b | -",
                "SENT                           | - | -",
                "SUPPRESSED silence:a           | - | silence:a",
                "SUPPRESSED silence:a           | b | silence:a",
                "SUPPRESSED silence:a,SENT      | b | -",
                "SUPPRESSED grouped:c           | b | -",
                "SUPPRESSED window:s            | - | window:s",
                "SUPPRESSED window:s            | window:s | window:s",
                "SENT                           | window:s | -",
                "''                             | window:s | window:s",
                "SUPPRESSED came_back           | b | -",
                "DEAD                           | - | -",
                "DEAD                           | b | silence:b",
                "SKIPPED                        | b | silence:b",
                "''                             | b | silence:b",
                "''                             | - | -"
            })
    void a_recovery_goes_to_those_who_heard_of_the_problem(
            String firing, @Nullable String holderNow, @Nullable String reason) {
        assertThat(SilenceRule.reasonForRecovery(hold(holderNow), standings(firing)))
                .isEqualTo(Optional.ofNullable(reason));
    }

    @ParameterizedTest(name = "{0}, held now by {1}: {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "''                   | -        | -",
                "''                   | a        | silence:a",
                "SENT                 | a        | silence:a",
                "''                   | window:s | window:s",
                "SUPPRESSED window:s  | window:s | window:s",
                "SUPPRESSED silence:a | window:s | window:s",
                "DEAD                 | window:s | window:s",
                "SENT                 | window:s | -",
                "RETRYING             | window:s | -"
            })
    void a_silence_holds_every_problem_and_a_closed_window_those_that_its_target_does_not_know(
            String firing, @Nullable String holderNow, @Nullable String reason) {
        assertThat(SilenceRule.holdOfFiring(hold(holderNow), standings(firing)).map(Hold::reason))
                .isEqualTo(Optional.ofNullable(reason));
    }

    private static Optional<Hold> hold(@Nullable String holder) {
        return Optional.ofNullable(holder).map(Hold::new);
    }

    private static List<NoticeStanding> standings(String text) {
        return Arrays.stream(text.split(","))
                .filter(one -> !one.isBlank())
                .map(one -> one.strip().split(" "))
                .map(parts -> new NoticeStanding(NoticeState.valueOf(parts[0]), parts.length > 1 ? parts[1] : null))
                .toList();
    }
}

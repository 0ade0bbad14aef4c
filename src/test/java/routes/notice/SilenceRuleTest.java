package routes.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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
                "DEAD                           | - | -",
                "DEAD                           | b | silence:b",
                "SKIPPED                        | b | silence:b",
                "''                             | b | silence:b",
                "''                             | - | -"
            })
    void a_recovery_goes_to_those_who_heard_of_the_problem(
            String firing, @Nullable String silenceNow, @Nullable String reason) {
        assertThat(SilenceRule.reasonForRecovery(silenceNow, standings(firing))).isEqualTo(Optional.ofNullable(reason));
    }

    @Test
    void a_problem_is_kept_back_by_a_silence_only() {
        assertThat(SilenceRule.reasonForFiring("a")).contains("silence:a");
        assertThat(SilenceRule.reasonForFiring(null)).isEmpty();
    }

    private static List<NoticeStanding> standings(String text) {
        return Arrays.stream(text.split(","))
                .filter(one -> !one.isBlank())
                .map(one -> one.strip().split(" "))
                .map(parts -> new NoticeStanding(NoticeState.valueOf(parts[0]), parts.length > 1 ? parts[1] : null))
                .toList();
    }
}

package routes.channel.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.security.Secret;

class DingTalkSignatureTest {
    private static final Secret SECRET = Secret.of("this is secret");
    private static final String TIMESTAMP = "1577262236757";

    @Test
    void A2_1_a_robot_signs_time_and_secret() {
        assertThat(DingTalkSignature.ofRobot(SECRET, TIMESTAMP))
                .isEqualTo("hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=");
    }

    @Test
    void a_card_signs_the_time_alone() {
        assertThat(DingTalkSignature.ofCard(SECRET, TIMESTAMP))
                .isNotEqualTo(DingTalkSignature.ofRobot(SECRET, TIMESTAMP))
                .hasSize(44);
    }

    @ParameterizedTest
    @CsvSource({
        "1577262236757, true",
        "1577258636757, true",
        "1577265836757, true",
        "1577258636756, false",
        "1577265836758, false",
        "1577262236, true",
        "'', false",
        "-1577262236757, false",
        "9999999999999999999, false",
        "abc, false"
    })
    void A2_2_a_time_counts_for_an_hour_either_way(String timestamp, boolean timely) {
        assertThat(DingTalkSignature.timely(timestamp, Instant.ofEpochMilli(1577262236757L), Duration.ofHours(1)))
                .isEqualTo(timely);
    }
}

package routes.datasource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.security.Secret;

/** Texts to and from platforms. */
class PlatformTextTest {
    @ParameterizedTest
    @CsvSource({"60.0, 60", "0.0, 0", "-0.0, 0", "1e-7, 0.0000001", "12345678901234, 12345678901234", "-5.5, -5.5"})
    void a_number_has_no_exponent(double value, String text) {
        assertThat(PlatformText.number(value)).isEqualTo(text);
    }

    @Test
    void what_a_platform_said_is_shown_without_secret_address_and_layout() {
        Account account = new Account("", "X", Map.of(), Map.of("secret", Secret.of("s3cret")));

        String shown =
                PlatformText.shown("bad key s3cret\r\n at https://host/x?token=1 \u0000" + "x".repeat(400), account);

        assertThat(shown).startsWith("bad key *** at (address) x").hasSizeLessThan(310);
    }

    @Test
    void a_long_name_is_cut_and_stays_its_own() {
        String one = PlatformText.within(20, "a".repeat(30));
        String other = PlatformText.within(20, "a".repeat(31));

        assertThat(one).hasSize(20).isNotEqualTo(other).isEqualTo(PlatformText.within(20, "a".repeat(30)));
        assertThat(PlatformText.within(20, "short")).isEqualTo("short");
    }

    @Test
    void our_own_endpoint_is_named_without_its_token() {
        AlarmCallbackUrl callback = new AlarmCallbackUrl("https://hub/alarms/x?token=new");

        String shown = callback.shown("https://hub/alarms/x?token=new");

        assertThat(shown).startsWith("own endpoint ").doesNotContain("new");
        assertThat(callback.shown("https://hub/alarms/x?token=old"))
                .startsWith("own endpoint ")
                .isNotEqualTo(shown);
        assertThat(callback.resolved(shown)).isEqualTo("https://hub/alarms/x?token=new");
        assertThat(callback.resolved(callback.shown("https://elsewhere/hook"))).isEqualTo("https://elsewhere/hook");
        assertThat(callback).hasToString("https://hub/alarms/x");
    }
}

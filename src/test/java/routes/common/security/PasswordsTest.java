package routes.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.common.error.VeaiopsException;
import routes.common.security.Passwords.Match;

class PasswordsTest {
    private static final SecretBox BOX = SecretBox.of(Secret.of("k1:" + "A".repeat(43) + "="));
    private static final SecretBox.Place PLACE = new SecretBox.Place("users", "1", "password");

    private final Passwords passwords = new Passwords(BOX, 4);

    @Test
    void a_password_fits_its_own_hash_alone() {
        String stored = passwords.hash(Secret.of("correct horse")).stored();

        assertThat(stored).startsWith("$2b$04$");
        assertThat(passwords.compare(Secret.of("correct horse"), stored, PLACE)).isEqualTo(Match.YES);
        assertThat(passwords.compare(Secret.of("correct mouse"), stored, PLACE)).isEqualTo(Match.NO);
    }

    @Test
    void a_hash_of_another_cost_fits_too() {
        String stored = new Passwords(BOX, 5).hash(Secret.of("correct horse")).stored();

        assertThat(passwords.compare(Secret.of("correct horse"), stored, PLACE)).isEqualTo(Match.YES);
    }

    @Test
    void a_user_who_is_not_there_fits_nothing() {
        assertThat(passwords.absent()).isEqualTo(Match.NO);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 16})
    void a_cost_out_of_range_names_the_setting(int cost) {
        assertThatThrownBy(() -> new Passwords(BOX, cost))
                .isInstanceOf(VeaiopsException.class)
                .hasMessageContaining("veaiops.accounts.password-cost is 4 to 15");
    }
}

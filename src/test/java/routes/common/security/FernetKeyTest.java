package routes.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What VeAIOps encrypted: the vector of the Fernet specification, and tokens of other libraries made with its key. */
class FernetKeyTest {
    private static final String KEY = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";
    private static final String HELLO =
            "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";

    private final FernetKey key = new FernetKey(Secret.of(KEY));

    @ParameterizedTest
    @CsvSource({
        "hello," + HELLO,
        "'',gAAAAABlU_EAAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAlUmnUsx2xOx6ISrCTpvgolfACmYVKg-pj6u5kOEpVrhQ==",
        "Zabbix-Passwort-äöü-密码,gAAAAABlU_EAAAECAwQFBgcICQoLDA0OD7KjjvER9KkQhw3f9fHIiacGBxshjZRBt_YhFaQj3YgeSleUvjUTZAsBbYn9"
                + "hM5ShE5_aoyI78AC_b1BGw80YRU="
    })
    void a_token_opens(String plain, String token) {
        assertThat(FernetKey.isToken(token)).isTrue();
        assertThat(key.open(token)).contains(Secret.of(plain));
    }

    @Test
    void another_key_or_a_changed_byte_opens_nothing() {
        byte[] bytes = Base64.getUrlDecoder().decode(HELLO);

        assertThat(new FernetKey(Secret.of("A".repeat(43) + "=")).open(HELLO)).isEmpty();
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertThat(key.open(Base64.getUrlEncoder().encodeToString(changed)))
                    .as("byte %d", i)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s3cret", "gAAAAABshort", "v1:k1:AAAA", "xoxb-123-abc", "whsec_AAAA"})
    void other_secrets_are_no_tokens(String stored) {
        assertThat(FernetKey.isToken(stored)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "AAAA", "not base64 at all !", "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4aaaa="})
    void an_unusable_key_is_refused_without_showing_it(String unusable) {
        assertThatThrownBy(() -> new FernetKey(Secret.of(unusable)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(unusable);
    }
}

package routes.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.common.security.SecretBox.Place;

class SecretBoxTest {
    private static final Place HERE = new Place("rules", "0a", "webhook_headers.Authorization");
    private static final String OLD = "old:" + key(1);
    private static final String NEW = "new:" + key(2);
    /** The vector of the Fernet specification. */
    private static final String KEY_OF_VEAIOPS = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";

    private static final String HELLO_BY_VEAIOPS =
            "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";

    @Property(tries = 200)
    void what_is_sealed_opens_again_and_never_shows(@ForAll @CharRange(to = 0xD7FF) String text) {
        SecretBox box = SecretBox.of(Secret.of(OLD));

        Sealed sealed = box.seal(Secret.of(text), HERE);

        assertThat(box.open(sealed, HERE)).isEqualTo(Secret.of(text));
        assertThat(sealed.stored()).startsWith("v1:old:");
        assertThat(sealed).hasToString("***");
    }

    @Test
    void the_same_secret_never_looks_the_same_twice() {
        SecretBox box = SecretBox.of(Secret.of(OLD));

        assertThat(box.seal(Secret.of("s3cret"), HERE)).isNotEqualTo(box.seal(Secret.of("s3cret"), HERE));
    }

    @Test
    void after_a_rotation_old_values_open_and_new_ones_use_the_new_key() {
        Sealed old = SecretBox.of(Secret.of(OLD)).seal(Secret.of("s3cret"), HERE);
        SecretBox rotated = SecretBox.of(Secret.of(NEW + "," + OLD));

        assertThat(rotated.open(old, HERE)).isEqualTo(Secret.of("s3cret"));
        Sealed moved = rotated.reseal(old, HERE);
        assertThat(moved.stored()).startsWith("v1:new:");
        assertThat(rotated.open(moved, HERE)).isEqualTo(Secret.of("s3cret"));
        assertThat(rotated.reseal(moved, HERE)).isSameAs(moved);
    }

    @Test
    void plain_text_opens_unless_the_box_refuses_it_and_sealed_values_open_all_the_same() {
        SecretBox box = SecretBox.of(Secret.of(OLD));
        Sealed sealed = box.seal(Secret.of("s3cret"), HERE);

        assertThat(box.open(new Sealed("planted"), HERE)).isEqualTo(Secret.of("planted"));
        assertThat(box.refusingPlainText().open(sealed, HERE)).isEqualTo(Secret.of("s3cret"));
        assertThatThrownBy(() -> box.refusingPlainText().open(new Sealed("planted"), HERE))
                .isInstanceOf(UnreadableSecret.class)
                .hasMessage("the secret webhook_headers.Authorization of 0a in rules is stored in plain text, which"
                        + " veaiops.encryption.refuse-unsealed refuses: give it again, or run veaiops secrets reseal");
    }

    @Test
    void the_key_of_a_value_is_known_and_a_damaged_value_is_no_plain_text() {
        Sealed old = SecretBox.of(Secret.of(OLD)).seal(Secret.of("s3cret"), HERE);
        SecretBox rotated = SecretBox.of(Secret.of(NEW + "," + OLD));

        assertThat(rotated.firstKey()).isEqualTo("new");
        assertThat(rotated.keyOf(old, HERE)).contains("old");
        assertThat(rotated.keyOf(new Sealed("plain"), HERE)).isEmpty();
        assertThatThrownBy(() -> rotated.keyOf(new Sealed("v1:old:%%%"), HERE)).hasMessageContaining("damaged");
        assertThatThrownBy(() -> SecretBox.of(Secret.of(NEW)).keyOf(old, HERE)).hasMessageContaining("key old");
    }

    @Test
    void what_veaiops_encrypted_opens_with_its_key_and_is_sealed_at_the_next_write() {
        SecretBox box = SecretBox.of(Secret.of(OLD)).readingVeaiops(Secret.of(KEY_OF_VEAIOPS));
        Sealed token = new Sealed(HELLO_BY_VEAIOPS);

        assertThat(box.open(token, HERE)).isEqualTo(Secret.of("hello"));
        assertThat(box.refusingPlainText().open(token, HERE)).isEqualTo(Secret.of("hello"));
        assertThat(box.keyOf(token, HERE)).contains("VeAIOps");
        Sealed sealed = box.reseal(token, HERE);
        assertThat(sealed.stored()).startsWith("v1:old:");
        assertThat(box.open(sealed, HERE)).isEqualTo(Secret.of("hello"));
    }

    @Test
    void what_veaiops_encrypted_is_never_taken_for_the_secret() {
        SecretBox without = SecretBox.of(Secret.of(OLD)).readingVeaiops(Secret.of(" "));
        SecretBox wrong = without.readingVeaiops(Secret.of("A".repeat(43) + "="));
        Sealed token = new Sealed(HELLO_BY_VEAIOPS);

        assertThatThrownBy(() -> without.open(token, HERE))
                .isInstanceOf(UnreadableSecret.class)
                .hasMessage("the secret webhook_headers.Authorization of 0a in rules was encrypted by VeAIOps: set"
                        + " veaiops.encryption.reference-key to its ENCRYPTION_KEY");
        assertThatThrownBy(() -> wrong.open(token, HERE)).hasMessageContaining("does not open with veaiops.encryption");
        assertThatThrownBy(() -> without.keyOf(token, HERE)).isInstanceOf(UnreadableSecret.class);
        assertThatThrownBy(() -> without.readingVeaiops(Secret.of("tiny")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("veaiops.encryption.reference-key")
                .hasMessageNotContaining("tiny");
    }

    @Test
    void a_missing_key_is_named() {
        Sealed old = SecretBox.of(Secret.of(OLD)).seal(Secret.of("s3cret"), HERE);
        SecretBox forgotten = SecretBox.of(Secret.of(NEW));

        assertThatThrownBy(() -> forgotten.open(old, HERE))
                .isInstanceOf(UnreadableSecret.class)
                .hasMessageContaining("key old")
                .hasMessageContaining("veaiops.encryption.keys");
    }

    @Test
    void a_value_does_not_open_in_another_place_or_when_it_was_changed() {
        SecretBox box = SecretBox.of(Secret.of(OLD));
        Sealed sealed = box.seal(Secret.of("s3cret"), HERE);
        String flipped = sealed.stored().substring(0, sealed.stored().length() - 6) + "AAAAA=";

        assertThatThrownBy(() -> box.open(sealed, new Place("rules", "0b", HERE.field())))
                .isInstanceOf(UnreadableSecret.class)
                .hasMessageContaining("0b");
        assertThatThrownBy(() -> box.open(new Sealed(flipped), HERE)).isInstanceOf(UnreadableSecret.class);
    }

    @Test
    void plain_text_of_an_older_system_is_read_and_sealed_at_the_next_write() {
        SecretBox box = SecretBox.of(Secret.of(OLD));
        Sealed plain = new Sealed("Bearer plain-text");

        assertThat(box.open(plain, HERE)).isEqualTo(Secret.of("Bearer plain-text"));
        assertThat(box.reseal(plain, HERE).stored()).startsWith("v1:old:").doesNotContain("plain-text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " , ", "k1", "k1:", "k1:not base64", "k1:AAAA", ":AAAA", "bad id:AAAA"})
    void unusable_keys_are_refused_without_showing_them(String keys) {
        assertThatThrownBy(() -> SecretBox.of(Secret.of(keys)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("veaiops.encryption.keys")
                .hasMessageNotContaining("AAAA")
                .hasMessageNotContaining("not base64 ");
    }

    @Test
    void a_key_id_may_not_come_twice() {
        assertThatThrownBy(() -> SecretBox.of(Secret.of(OLD + "," + OLD))).hasMessageContaining("old twice");
    }

    @Test
    void signing_secrets_have_the_form_of_standard_webhooks() {
        assertThat(SigningSecrets.valid(SigningSecrets.fresh(byte[]::new))).isTrue();
        assertThat(SigningSecrets.valid("whsec_" + "AAAA".repeat(8))).isTrue();
        assertThat(SigningSecrets.valid("whsec_" + "AAAA".repeat(7))).isFalse();
        assertThat(SigningSecrets.valid("AAAA".repeat(8))).isFalse();
        assertThat(SigningSecrets.valid("whsec_***")).isFalse();
    }

    private static String key(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}

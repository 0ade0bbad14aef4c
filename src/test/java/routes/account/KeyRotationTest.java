package routes.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import routes.common.security.Sealed;
import routes.common.security.SigningKey;
import routes.subscription.Stamps;

/** The keys of login tokens change while people are logged in: nobody is thrown out, and what was taken away opens nothing. */
class KeyRotationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LIFETIME = Duration.ofHours(168);
    private static final Duration PERIOD = Duration.ofDays(30);
    private static final SigningKey OLD = SigningKey.random("old", Instant.EPOCH);
    private static final SigningKey NEW = SigningKey.random("new", Instant.EPOCH);
    private static final User ANN = new User(
            "65a000000000000000000001",
            "ann",
            "ann@x.example",
            new Sealed("hash"),
            false,
            true,
            3,
            Stamps.created(NOW));

    private final Sessions sessions = new Sessions(LIFETIME);
    private final MemoryKeys stored = new MemoryKeys();

    @Test
    void a_token_of_the_old_key_works_until_its_end_and_the_new_key_signs() throws Exception {
        String before = issued(List.of(OLD), NOW);
        List<SigningKey> rotated = ring(List.of(NEW, OLD)).keys(NOW);
        String after = issued(rotated, NOW);

        assertThat(kid(before)).isEqualTo("old");
        assertThat(kid(after)).isEqualTo("new");
        assertThat(read(before, rotated, NOW.plus(LIFETIME).minusSeconds(1))).isTrue();
        assertThat(read(after, rotated, NOW.plus(LIFETIME).minusSeconds(1))).isTrue();
        assertThat(read(before, rotated, NOW.plus(LIFETIME))).isFalse();
        assertThat(read(after, rotated, NOW.plus(LIFETIME))).isFalse();
    }

    @Test
    void a_token_of_a_key_that_was_taken_away_or_is_another_of_that_name_is_refused() throws Exception {
        String before = issued(List.of(OLD), NOW);

        assertThat(read(before, List.of(NEW), NOW)).isFalse();
        assertThat(read(before, List.of(), NOW)).isFalse();
        assertThat(read(before, List.of(SigningKey.random("old", Instant.EPOCH)), NOW))
                .isFalse();
        assertThat(read(before, List.of(OLD), NOW)).isTrue();
    }

    @Test
    void a_key_that_the_hub_makes_signs_for_its_period_and_is_kept_until_its_last_token_has_ended() throws Exception {
        KeyRing ring = ring(List.of());
        Instant last = ring.keys(NOW).get(0).since().plus(PERIOD);
        String token = issued(ring.keys(NOW), NOW.plusSeconds(60));
        List<SigningKey> next = ring.keys(NOW.plus(PERIOD));

        assertThat(next).hasSize(2);
        assertThat(kid(issued(next, NOW.plus(PERIOD).plusSeconds(60)))).isNotEqualTo(kid(token));
        assertThat(kid(issued(next, NOW.plus(PERIOD).plusSeconds(1))))
                .as("a copy that has not read the new key yet still opens what is signed")
                .isEqualTo(kid(token));
        assertThat(read(token, next, NOW.plus(LIFETIME))).isTrue();

        Instant longAfter = last.plus(LIFETIME).plus(PERIOD.multipliedBy(3));
        assertThat(ring.keys(longAfter)).extracting(SigningKey::id).doesNotContain(kid(token));
    }

    private KeyRing ring(List<SigningKey> fixed) {
        return new KeyRing(fixed, stored, PERIOD, LIFETIME);
    }

    private String issued(List<SigningKey> keys, Instant at) {
        return sessions.issue(ANN, KeyRing.signing(keys, at), at);
    }

    private boolean read(String token, List<SigningKey> keys, Instant at) throws ParseException {
        return sessions.read(SignedJWT.parse(token), keys, at)
                .filter(session -> session.username().equals("ann") && session.number() == 3)
                .isPresent();
    }

    private static String kid(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private static final class MemoryKeys implements SigningKeys {
        private final List<SigningKey> keys = new ArrayList<>();

        @Override
        public List<SigningKey> all() {
            return List.copyOf(keys);
        }

        @Override
        public void add(SigningKey key) {
            keys.add(key);
        }

        @Override
        public void deleteBefore(Instant instant) {
            keys.removeIf(key -> key.since().isBefore(instant));
        }
    }
}

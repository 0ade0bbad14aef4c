package routes.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import routes.common.security.ActingUser;

class StampsTest {
    private static final Instant THEN = Instant.parse("2026-11-30T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-30T11:00:00Z");

    @Test
    void a_write_names_who_acts_and_what_the_hub_does_by_itself_leaves_the_name() throws Exception {
        Stamps created = ActingUser.during("ann", () -> Stamps.created(THEN));

        assertThat(created).isEqualTo(new Stamps("ann", THEN, "ann", THEN));
        assertThat(ActingUser.during("token:ci", () -> created.updated(NOW)))
                .isEqualTo(new Stamps("ann", THEN, "token:ci", NOW));
        assertThat(created.updated(NOW)).isEqualTo(new Stamps("ann", THEN, "ann", NOW));
        assertThat(Stamps.created(NOW)).isEqualTo(new Stamps(null, NOW, null, NOW));
        assertThat(ActingUser.name()).isNull();
    }
}

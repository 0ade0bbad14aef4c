package routes.extension.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredSettingsTest {
    private final DeclaredSettings settings = DeclaredSettings.shipped();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "veaiops.http.port",
                "veaiops.admin.token",
                "veaiops.admin.token-file",
                "veaiops.alarms.token.night-watch",
                "veaiops.alarms.secret.night-watch-file",
                "veaiops.channel.max-file-bytes",
                "veaiops.merge.night-watch.rest-seconds",
                "veaiops.flapping.night-watch.changes"
            })
    void what_somebody_reads_is_known(String name) {
        assertThat(settings.knows(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "veaiops.http.prot",
                "veaiops.http.prot-file",
                "veaiops.merge.night-watch.batch",
                "veaiops.merge.night-watch.tell-recovery-only"
            })
    void what_nobody_reads_is_not(String name) {
        assertThat(settings.knows(name)).isFalse();
    }
}

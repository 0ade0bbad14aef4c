package routes.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("secrets.json");
    }

    @Test
    void the_second_start_finds_the_secrets_of_the_first() {
        Secrets first = Secrets.in(file);

        assertThat(Secrets.in(file)).isEqualTo(first);
        assertThat(Secrets.in(folder.resolve("other.json"))).isNotEqualTo(first);
    }

    @Test
    void each_source_has_a_token_of_its_own_and_the_key_has_an_id_and_32_bytes() {
        Secrets secrets = Secrets.in(file);

        assertThat(secrets.alarmTokens()).containsOnlyKeys("zabbix", "aliyun", "volcengine", "chatops");
        assertThat(secrets.alarmTokens().values()).doesNotHaveDuplicates().doesNotContain(secrets.adminToken());
        String[] key = secrets.encryptionKeys().split(":");
        assertThat(key[0]).isNotBlank();
        assertThat(Base64.getDecoder().decode(key[1])).hasSize(32);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void only_the_owner_may_read_the_file() throws IOException {
        Secrets.in(file);

        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }
}

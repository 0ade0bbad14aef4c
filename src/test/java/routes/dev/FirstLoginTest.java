package routes.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstLoginTest {
    private static final String PASSWORD = "veaiops.accounts.first-password";

    @TempDir
    private Path folder;

    @AfterEach
    void clear() {
        System.clearProperty(PASSWORD);
    }

    @Test
    void the_first_run_of_a_folder_makes_an_account_and_shows_its_password() {
        FirstLogin login = FirstLogin.of(folder.resolve("secrets.json")).orElseThrow();

        assertThat(login.password()).hasSize(16).isEqualTo(System.getProperty(PASSWORD));
        assertThat(login.shown()).contains("admin", login.password());
        assertThat(login).hasToString("the first account admin");
    }

    @Test
    void a_later_run_and_one_with_a_password_of_its_own_make_none() throws Exception {
        System.setProperty(PASSWORD, "given-by-hand");
        assertThat(FirstLogin.of(folder.resolve("secrets.json"))).isEmpty();

        System.clearProperty(PASSWORD);
        Files.writeString(folder.resolve("secrets.json"), "{}");
        assertThat(FirstLogin.of(folder.resolve("secrets.json"))).isEmpty();
        assertThat(System.getProperty(PASSWORD)).isNull();
    }
}

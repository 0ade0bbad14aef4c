package routes.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class SettingFilesTest {
    private static final String SECRET = "s3cret-token-0123";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "VEAIOPS_ADMIN_TOKEN_FILE, veaiops.admin.token",
        "VEAIOPS_ENCRYPTION_KEYS_FILE, veaiops.encryption.keys",
        "VEAIOPS_MONGODB_URI_FILE, veaiops.mongodb.uri",
        "VEAIOPS_ALARMS_TOKEN_NIGHT_WATCH_FILE, veaiops.alarms.token.night-watch",
        "VEAIOPS_ALARMS_SECRET_GRAFANA_FILE, veaiops.alarms.secret.grafana",
        "VEAIOPS_OWN_KEYSTORE_PASSWORD_FILE, veaiops.own.keystore-password"
    })
    void any_setting_can_stand_in_a_file(String variable, String property) throws IOException {
        SettingFiles files = new SettingFiles(Map.of(variable, file(SECRET + "\n")));

        assertThat(files.problems()).isEmpty();
        assertThat(files.getProperty(property)).isEqualTo(SECRET);
        assertThat(files.getProperty("veaiops.http.port")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"a|a", "a\\n|a", "a\\r\\n|a", " a \\n| a ", "a\\n\\n|a\\n", "a\\nb\\n|a\\nb"})
    void one_line_end_at_the_end_is_cut(String content, String value) throws IOException {
        SettingFiles files = new SettingFiles(Map.of("VEAIOPS_ADMIN_TOKEN_FILE", file(lines(content))));

        assertThat(files.getProperty("veaiops.admin.token")).isEqualTo(lines(value));
    }

    @Test
    void what_cannot_be_used_is_named_with_its_variable_and_file_all_at_once() throws IOException {
        Path large = Files.write(folder.resolve("large"), new byte[65_537]);
        Path bytes = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, (byte) 0xfe});
        SettingFiles files = new SettingFiles(Map.of(
                "VEAIOPS_A_FILE", folder.resolve("none").toString(),
                "VEAIOPS_B_FILE", file("\n"),
                "VEAIOPS_C_FILE", folder.toString(),
                "VEAIOPS_D_FILE", large.toString(),
                "VEAIOPS_E_FILE", bytes.toString(),
                "VEAIOPS_F_FILE", "\0"));

        assertThat(files.problems()).hasSize(6);
        assertThat(files.problems().get(0)).isEqualTo("VEAIOPS_A_FILE: there is no file " + folder.resolve("none"));
        assertThat(files.problems().get(1))
                .startsWith("VEAIOPS_B_FILE: the file ")
                .endsWith(" is empty");
        assertThat(files.problems().get(2)).startsWith("VEAIOPS_C_FILE: ").contains(folder.toString());
        assertThat(files.problems().get(3)).endsWith(" has more than 65536 bytes");
        assertThat(files.problems().get(4)).endsWith(" is no text in UTF-8");
        assertThat(files.problems().get(5)).startsWith("VEAIOPS_F_FILE: ");
    }

    @Test
    void a_setting_in_both_forms_is_refused_and_neither_value_is_told() throws IOException {
        SettingFiles files =
                new SettingFiles(Map.of("VEAIOPS_ADMIN_TOKEN_FILE", file(SECRET), "VEAIOPS_ADMIN_TOKEN", "other-0123"));

        assertThat(files.problems())
                .containsExactly("VEAIOPS_ADMIN_TOKEN_FILE: VEAIOPS_ADMIN_TOKEN is set too; set one of them");
    }

    @Test
    void an_empty_form_counts_as_not_given() throws IOException {
        SettingFiles files = new SettingFiles(Map.of(
                "VEAIOPS_ADMIN_TOKEN_FILE", file(SECRET), "VEAIOPS_ADMIN_TOKEN", "", "VEAIOPS_MONGODB_URI_FILE", " "));

        assertThat(files.problems()).isEmpty();
        assertThat(files.getProperty("veaiops.admin.token")).isEqualTo(SECRET);
        assertThat(files.getProperty("veaiops.mongodb.uri")).isNull();
    }

    @Test
    void variables_of_others_are_left_alone() {
        SettingFiles files =
                new SettingFiles(Map.of("SSL_CERT_FILE", "/none", "CAMEL_X_FILE", "/none", "VEAIOPS_FILE", "/none"));

        assertThat(files.problems()).isEmpty();
    }

    @Test
    void camel_finds_the_value_before_the_default_and_through_another_setting() throws Exception {
        SettingFiles files = new SettingFiles(Map.of(
                "VEAIOPS_ALARMS_ZABBIX_ENABLED_FILE",
                file("false\n"),
                "VEAIOPS_OWN_KEYSTORE_PASSWORD_FILE",
                Files.writeString(folder.resolve("other"), SECRET).toString()));
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("settingFiles", files);
            context.getPropertiesComponent().setLocation("classpath:application.properties");
            context.getPropertiesComponent()
                    .addInitialProperty("camel.ssl.keystore-password", "{{veaiops.own.keystore-password}}");
            context.start();

            assertThat(context.resolvePropertyPlaceholders("{{camel.ssl.keystore-password}}"))
                    .isEqualTo(SECRET);
            assertThat(context.getPropertiesComponent().resolveProperty("veaiops.alarms.zabbix.enabled"))
                    .contains("false");
        }
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("value"), content, StandardCharsets.UTF_8)
                .toString();
    }

    private static String lines(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r");
    }
}

package routes.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SettingsGuideTest {
    private static final String HEAD =
            """
            # Settings

            Properties (`-D…`) or environment variables; `application.properties` defines them, and this page is written from it.
            `<VARIABLE>_FILE` names a file that holds the value ([operations](operations.md#settings-from-files)). A setting of Camel
            (`camel.…`) can be given the same way.

            """;

    private static final Set<String> TO_DECIDE = Set.of(
            "veaiops.mongodb.uri",
            "veaiops.kafka.brokers",
            "veaiops.admin.token",
            "veaiops.alarms.token.zabbix",
            "veaiops.encryption.keys",
            "veaiops.http.port",
            "veaiops.management.host",
            "veaiops.management.port",
            "veaiops.public-url",
            "veaiops.extensions.dir",
            "veaiops.messages.language",
            "veaiops.timezone",
            "veaiops.egress.allowed-networks",
            "veaiops.alarms.keep-days",
            "veaiops.self.project");

    @Test
    void a_comment_belongs_to_the_settings_that_follow_it() {
        List<Setting> settings = SettingsGuide.read(List.of(
                "# What this file is",
                "",
                "# --- Group one -----",
                "# How long",
                "# in seconds",
                "veaiops.a.b-c = 5",
                "veaiops.a.d=",
                "camel.x = y",
                "# The other",
                "#veaiops.e ="));

        assertThat(settings)
                .containsExactly(
                        new Setting("Group one", "veaiops.a.b-c", "5", "How long in seconds"),
                        new Setting("Group one", "veaiops.a.d", "", "How long in seconds"),
                        new Setting("Group one", "veaiops.e", "", "The other"));
        assertThat(settings.get(0).environmentVariable()).isEqualTo("VEAIOPS_A_B_C");
    }

    @Test
    void every_setting_has_a_group_and_a_meaning() {
        assertThat(SettingsGuide.settings()).isNotEmpty().allSatisfy(setting -> {
            assertThat(setting.group()).as(setting.name()).isNotBlank();
            assertThat(setting.meaning()).as(setting.name()).isNotBlank();
        });
    }

    @Test
    void the_help_names_every_setting() {
        String help = SettingsGuide.text(SettingsGuide.settings());

        assertThat(SettingsGuide.settings()).allSatisfy(setting -> assertThat(help)
                .contains(setting.name() + " (" + setting.environmentVariable()));
    }

    @Test
    void the_page_of_settings_is_up_to_date() throws Exception {
        String page = HEAD + SettingsGuide.markdown(SettingsGuide.settings());
        Path file = Path.of("docs/settings.md");
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(file, page);
        }

        assertThat(Files.readString(file))
                .as("-Ddocs.update=true writes the page")
                .isEqualTo(page);
    }

    /** The page of settings has them all; these a deployment has to decide. */
    @Test
    void the_readme_shows_the_settings_that_one_must_set() throws Exception {
        String table = SettingsGuide.markdown(SettingsGuide.settings().stream()
                .filter(setting -> TO_DECIDE.contains(setting.name()))
                .toList());
        Path file = Path.of("README.md");
        if (Boolean.getBoolean("docs.update")) {
            String start = Pattern.quote(table.substring(0, table.indexOf('\n')));
            String old = Files.readString(file);
            Files.writeString(file, old.replaceFirst(start + "\n(\\|.*\n)*", Matcher.quoteReplacement(table)));
        }

        assertThat(table.lines()).hasSize(2 + TO_DECIDE.size());
        assertThat(Files.readString(file))
                .as("-Ddocs.update=true writes the table")
                .contains(table);
    }

    @Test
    void both_readmes_name_the_same_commands() throws Exception {
        assertThat(commands("README.zh-CN.md")).isNotEmpty().isEqualTo(commands("README.md"));
    }

    /** The blocks of code without their comments, which are in the language of the page. */
    private static List<String> commands(String page) throws Exception {
        return Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(Path.of(page)))
                .results()
                .filter(block -> block.group(1).isEmpty())
                .flatMap(block -> block.group(2).lines())
                .map(line -> line.replaceFirst("(^|\\s+)# .*", ""))
                .filter(line -> !line.isBlank())
                .toList();
    }
}

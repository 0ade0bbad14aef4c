package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SettingsGuideTest {
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
    void the_table_of_the_readme_is_up_to_date() throws Exception {
        String table = SettingsGuide.markdown(SettingsGuide.settings());
        Path file = Path.of("README.md");
        if (Boolean.getBoolean("readme.update")) {
            String start = Pattern.quote(table.substring(0, table.indexOf('\n')));
            String old = Files.readString(file);
            Files.writeString(file, old.replaceFirst(start + "\n(\\|.*\n)*", Matcher.quoteReplacement(table)));
        }

        assertThat(Files.readString(file))
                .as("-Dreadme.update=true writes the table")
                .contains(table);
    }
}

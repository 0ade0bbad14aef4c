package routes.wiring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Every setting with its meaning, read from {@code application.properties}: a comment belongs to the settings that
 * follow it, {@code # --- Name ---} starts a group, and {@code #veaiops.x =} is a setting without a default.
 */
public final class SettingsGuide {
    private static final String FILE = "/application.properties";
    private static final Pattern GROUP = Pattern.compile("#\\s*-{3}\\s+(.+?)\\s+-{3,}\\s*");
    private static final Pattern SETTING = Pattern.compile("#?(veaiops\\.[A-Za-z0-9.-]+)\\s*=\\s*(.*?)\\s*");
    private static final Pattern COMMENT = Pattern.compile("#\\s?(.*)");

    private final List<Setting> settings = new ArrayList<>();
    private final List<String> comment = new ArrayList<>();
    private String group = "";
    private boolean commentUsed;

    private SettingsGuide() {}

    public static List<Setting> settings() {
        try (InputStream file = SettingsGuide.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("the application has no " + FILE);
            }
            return read(new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    static List<Setting> read(List<String> lines) {
        SettingsGuide guide = new SettingsGuide();
        lines.forEach(guide::take);
        return List.copyOf(guide.settings);
    }

    /** The settings as a table of a page. */
    public static String markdown(List<Setting> settings) {
        return "| property | environment | default | meaning |\n|---|---|---|---|\n"
                + settings.stream().map(SettingsGuide::row).collect(Collectors.joining());
    }

    /** The settings as {@code --help} prints them. */
    public static String text(List<Setting> settings) {
        StringBuilder text =
                new StringBuilder("Settings: -D<property>=<value> or environment variables. <VARIABLE>_FILE names a"
                        + " file that holds the value.\n");
        String group = "";
        for (Setting setting : settings) {
            if (!setting.group().equals(group)) {
                group = setting.group();
                text.append('\n').append(group).append('\n');
            }
            text.append("  ").append(setting.name()).append(" (").append(setting.environmentVariable());
            text.append(setting.standard().isEmpty() ? ")" : "; default " + setting.standard() + ")");
            text.append("\n      ").append(setting.meaning()).append('\n');
        }
        return text.toString();
    }

    private static String row(Setting setting) {
        String standard = setting.standard().isEmpty() ? "" : '`' + setting.standard() + '`';
        return "| `" + setting.name() + "` | `" + setting.environmentVariable() + "` | " + standard + " | "
                + setting.meaning().replace("|", "\\|") + " |\n";
    }

    private void take(String line) {
        Matcher named = GROUP.matcher(line);
        Matcher setting = SETTING.matcher(line);
        Matcher said = COMMENT.matcher(line);
        if (named.matches()) {
            group = named.group(1);
            comment.clear();
        } else if (setting.matches()) {
            settings.add(new Setting(group, setting.group(1), setting.group(2), String.join(" ", comment)));
            commentUsed = true;
        } else if (said.matches()) {
            if (commentUsed) {
                comment.clear();
            }
            commentUsed = false;
            comment.add(said.group(1).strip());
        } else if (line.isBlank()) {
            comment.clear();
        } else {
            commentUsed = true;
        }
    }
}

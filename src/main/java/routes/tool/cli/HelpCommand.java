package routes.tool.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import routes.common.error.VeaiopsException;
import routes.wiring.Setting;
import routes.wiring.SettingsGuide;

/** One help for commands and settings. */
@Command(
        name = "help",
        description = "Explains a command, a setting, or the settings whose name has a word in it: help diff,"
                + " help veaiops.http.port, help spool",
        mixinStandardHelpOptions = true)
final class HelpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(index = "0", arity = "0..1", description = "Command, setting or word; all commands when left out")
    private @Nullable String about;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        CommandLine whole = command.root().commandLine();
        CommandLine found = about == null ? whole : whole.getSubcommands().get(about);
        if (found != null) {
            String text = found.getUsageMessage(whole.getColorScheme());
            if (out.json()) {
                out.json(Map.of("help", text));
            } else {
                out.line(text.stripTrailing());
                out.line(about == null ? "\nSettings: help <setting>, or help <word>; --help lists all of them." : "");
            }
            return 0;
        }
        List<Setting> settings = SettingsGuide.settings().stream()
                .filter(setting -> setting.name().contains(String.valueOf(about)))
                .toList();
        if (settings.isEmpty()) {
            throw new VeaiopsException("there is no command " + about + ", and no setting with that in its name");
        }
        if (out.json()) {
            out.json(Map.of("help", SettingsGuide.text(settings)));
        } else {
            out.line(SettingsGuide.text(settings).strip());
        }
        return 0;
    }
}

package routes.tool.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What shells complete. */
@Command(
        name = "completion",
        description = "Prints the completion for a shell: source <(veaiops completion bash)",
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(index = "0", description = "bash or zsh: one script is for both")
    private Shell shell;

    @Mixin
    private Output out;

    enum Shell {
        bash,
        zsh
    }

    @Override
    public Integer call() {
        CommandLine whole = command.root().commandLine();
        String script = AutoComplete.bash("veaiops", whole);
        if (out.json()) {
            out.json(Map.of("shell", shell.name(), "script", script));
        } else {
            out.line(script);
        }
        return 0;
    }
}

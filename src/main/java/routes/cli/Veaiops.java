package routes.cli;

import java.io.PrintWriter;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import routes.error.VeaiopsException;

/** All commands. Without one the application runs. */
@Command(
        name = "veaiops",
        description = "Without a command: runs the hub. Its settings: --help",
        mixinStandardHelpOptions = true,
        subcommands = {
            NewCommand.class,
            LearnCommand.class,
            LintCommand.class,
            TryCommand.class,
            DiffCommand.class,
            ExtensionsCommand.class,
            ReplayCommand.class,
            PlanCommand.class,
            TailCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Veaiops {
    static final int FOUND = 1;

    private final Clock clock;

    private Veaiops(Clock clock) {
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    /** Runs one command and gives its exit code. */
    public static int run(Clock clock, String... arguments) {
        return commands(clock).execute(arguments);
    }

    /** Runs one command that speaks elsewhere. */
    static int run(Clock clock, PrintWriter out, PrintWriter err, String... arguments) {
        return commands(clock).setOut(out).setErr(err).execute(arguments);
    }

    private static CommandLine commands(Clock clock) {
        return new CommandLine(new Veaiops(clock)).setExecutionExceptionHandler(Veaiops::failed);
    }

    /** What went wrong in words; anything else is a mistake of ours and shows where. */
    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (!(e instanceof VeaiopsException)) {
            throw e;
        }
        command.getErr().println(command.getColorScheme().errorText(e.getMessage()));
        return FOUND;
    }
}

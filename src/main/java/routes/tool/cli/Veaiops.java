package routes.tool.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.extension.OwnVersion;
import routes.steps.kafka.KafkaAccess;

/** All commands. Without one the application runs. */
@Command(
        name = "veaiops",
        description = "Without a command: runs the hub. help <command> or help <setting> explains one.",
        mixinStandardHelpOptions = true,
        subcommands = {
            NewCommand.class,
            LearnCommand.class,
            LintCommand.class,
            TopologyCommand.class,
            TryCommand.class,
            DevCommand.class,
            DiffCommand.class,
            ExtensionsCommand.class,
            AddCommand.class,
            ReplayCommand.class,
            PlanCommand.class,
            ExportCommand.class,
            ApplyCommand.class,
            ImportCommand.class,
            RulesCommand.class,
            TailCommand.class,
            EventsCommand.class,
            TraceCommand.class,
            AckCommand.class,
            SilenceCommand.class,
            StatusCommand.class,
            DoctorCommand.class,
            SecretsCommand.class,
            MigrateCommand.class,
            TokensCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        })
public final class Veaiops {
    static final int FOUND = 1;
    private static final int WRONG_USE = 2;
    private static final int COULD_NOT_ASK = 3;

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

    static CommandLine commands(Clock clock) {
        CommandLine commands = new CommandLine(new Veaiops(clock))
                .setExecutionExceptionHandler(Veaiops::failed)
                .setExecutionStrategy(Patience::run);
        versioned(commands);
        return commands;
    }

    /** What went wrong in words, as JSON with --json; anything else is a defect of ours. */
    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        String why = words(e).orElseThrow(() -> e);
        if (json(parsed)) {
            command.getOut().println(new String(Json.bytes(Map.of("error", why)), StandardCharsets.UTF_8));
        } else {
            command.getErr().println(command.getColorScheme().errorText(why));
        }
        return code(e);
    }

    /** A file or an argument that is no good is wrong use. */
    private static int code(Exception e) {
        if (e instanceof Found) {
            return FOUND;
        }
        boolean unasked = e instanceof CouldNotAsk || e instanceof KafkaException || e instanceof UncheckedIOException;
        return unasked ? COULD_NOT_ASK : WRONG_USE;
    }

    /** The version of the packaged application. */
    public static String version() {
        return OwnVersion.text();
    }

    private static void versioned(CommandLine command) {
        command.getCommandSpec().version(version());
        command.getSubcommands().values().forEach(Veaiops::versioned);
    }

    /** Brokers that want TLS or SASL close the connection of a client that does not speak it, and say nothing. */
    private static String hint(Exception e) {
        return e instanceof TimeoutException ? "; brokers with TLS or SASL need --kafka-config" : "";
    }

    private static boolean json(CommandLine.ParseResult parsed) {
        return parsed.hasMatchedOption("--json") || parsed.hasSubcommand() && json(parsed.subcommand());
    }

    /** Failures of what is around the command: files, the hub, Kafka. */
    private static Optional<String> words(Exception e) {
        if (e instanceof VeaiopsException) {
            return Optional.of(Objects.requireNonNullElse(e.getMessage(), "failed"));
        }
        if (e instanceof KafkaException) {
            return Optional.of("Kafka cannot be read: " + KafkaAccess.reason(e) + hint(e));
        }
        return e instanceof UncheckedIOException ? Optional.of(e.getMessage() + ": " + e.getCause()) : Optional.empty();
    }
}

package routes.tool.cli;

import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Says that a command is still at work: after two seconds, then every ten. Programs are told nothing. */
final class Patience {
    private static final int FIRST = 2;
    private static final int NEXT = 10;
    /** These wait by nature, or say how far they are. */
    private static final Set<String> LASTING = Set.of("tail", "dev", "learn", "diff");

    private Patience() {}

    static int run(ParseResult parsed) {
        ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        String name = command.commandSpec().name();
        if (LASTING.contains(name) || command.hasMatchedOption("--json")) {
            return new CommandLine.RunLast().execute(parsed);
        }
        CommandLine line = command.commandSpec().commandLine();
        AtomicInteger seconds = new AtomicInteger(FIRST);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "patience");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleAtFixedRate(
                () -> line.getErr().println(name + " is at work, " + seconds.getAndAdd(NEXT) + " s"),
                FIRST,
                NEXT,
                TimeUnit.SECONDS);
        try {
            return new CommandLine.RunLast().execute(parsed);
        } finally {
            timer.shutdownNow();
        }
    }
}

package routes.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A server as a process of its own.
 *
 * @param log its output
 * @param port where it listens
 * @param startNanos from the start of the process until it was ready
 */
record RunningServer(Process process, Path log, int port, long startNanos) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration REST = Duration.ofSeconds(30);
    private static final Duration IDLE_FOR = Duration.ofSeconds(1);
    private static final Duration IDLE_USE = Duration.ofMillis(60);

    /** Answers whether the server that listens on this port is ready. */
    interface Readiness {
        boolean at(int port) throws IOException;
    }

    /** @param command starts with the program; {@code port} is somewhere in it */
    static RunningServer start(Path log, int port, List<String> command, Readiness ready) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            long begun = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            RunningServer started = new RunningServer(process, log, port, 0);
            started.await(ready);
            return new RunningServer(process, log, port, System.nanoTime() - begun);
        } catch (IOException e) {
            throw new UncheckedIOException("Starting " + command.get(0), e);
        }
    }

    /** The command line of a class on our class path. */
    static List<String> java(Class<?> main, List<String> flags, String... arguments) {
        List<String> command = new ArrayList<>(List.of(javaProgram()));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    static String javaProgram() {
        return program("java");
    }

    private static String program(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("Looking for a free port", e);
        }
    }

    /** Memory that the process holds now, in bytes. */
    long residentBytes() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Processor time that the process has used so far. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /**
     * Lets it collect its garbage and waits until it does next to nothing: what an emptying or a filling left behind would be
     * measured with what comes next. One that is never idle is measured as it is.
     */
    void rest() {
        collectGarbage();
        awaitIdle();
    }

    private void collectGarbage() {
        try {
            new ProcessBuilder(program("jcmd"), Long.toString(process.pid()), "GC.run")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("Running jcmd", e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitIdle() {
        for (Duration waited = IDLE_FOR; waited.compareTo(REST) <= 0; waited = waited.plus(IDLE_FOR)) {
            Duration before = processorTime();
            BenchSettings.pause(IDLE_FOR);
            if (processorTime().minus(before).compareTo(IDLE_USE) <= 0) {
                return;
            }
        }
    }

    private void await(Readiness ready) {
        Awaitility.await("ready: " + log)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("The process ended, see " + log);
                    }
                    return isReady(ready);
                });
    }

    private boolean isReady(Readiness ready) {
        try {
            return ready.at(port);
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** An empty folder. */
    static Path emptied(Path folder) {
        delete(folder.toFile());
        return folder;
    }

    private static void delete(File file) {
        File[] children = file.listFiles();
        if (children != null) {
            for (File child : children) {
                delete(child);
            }
        }
        file.delete();
    }
}

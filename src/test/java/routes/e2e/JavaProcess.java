package routes.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import routes.VeaiopsApplication;

/** A Java program as a process of its own, with its output in a file. */
public final class JavaProcess implements AutoCloseable {
    /** The largest heap of a process that names none. */
    static final String HEAP = "512m";

    private static final Duration STOP = Duration.ofSeconds(60);

    private final Process process;

    private JavaProcess(Process process) {
        this.process = process;
    }

    /** Runs a main class of the tests. */
    static JavaProcess start(Class<?> main, Path log, String... arguments) {
        List<String> what = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        what.addAll(List.of(arguments));
        return start(log, Map.of(), HEAP, what);
    }

    /**
     * Runs the packaged application; without one (in an editor) its classes, without those of the tests.
     *
     * @param heap the largest one, as {@code -Xmx} takes it
     */
    static JavaProcess startApplication(Path log, Map<String, String> settings, String heap) {
        String jar = System.getProperty("veaiops.packaged.jar", "");
        return start(
                log,
                settings,
                heap,
                jar.isEmpty()
                        ? List.of("-cp", applicationClasses(), VeaiopsApplication.class.getName())
                        : List.of("-XX:SharedArchiveFile=" + archive(jar), "-jar", jar));
    }

    /** Written by {@code bin/veaiops archive}; Java starts without it too. */
    private static String archive(String jar) {
        return jar.replaceFirst("\\.jar$", ".jsa");
    }

    private static String applicationClasses() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static JavaProcess start(Path log, Map<String, String> settings, String heap, List<String> what) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx" + heap));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(what);
        try {
            Files.createDirectories(log.getParent());
            return new JavaProcess(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("Starting " + what, e);
        }
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("Looking for a free port", e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The exit code; fails when it takes longer. */
    int exitCodeWithin(Duration time) throws InterruptedException {
        if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + time);
        }
        return process.exitValue();
    }

    /** What {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What an ordinary stop does (SIGTERM): the process ends by itself. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the process did not stop in " + STOP);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}

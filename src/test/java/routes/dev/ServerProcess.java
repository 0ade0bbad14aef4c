package routes.dev;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * An embedded server as a process of its own, so that a test can kill it.
 *
 * @param address what its ready line names
 */
record ServerProcess(Process process, String address) implements AutoCloseable {

    static ServerProcess start(Class<?> main, Path data) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx512m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            main.getName(),
                            "--port",
                            "0",
                            "--data",
                            data.toString())
                    .redirectErrorStream(true)
                    .start();
            return new ServerProcess(process, address(process.inputReader()));
        } catch (IOException e) {
            throw new UncheckedIOException("Starting " + main, e);
        }
    }

    private static String address(BufferedReader output) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(" is ready at ")) {
                return line.substring(line.lastIndexOf(' ') + 1);
            }
            seen.append(line).append('\n');
        }
        throw new IllegalStateException("The server did not start:\n" + seen);
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

    @Override
    public void close() {
        kill();
    }
}

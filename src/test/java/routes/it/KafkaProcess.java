package routes.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import routes.dev.EmbeddedKafka;

/**
 * A broker as a process of its own, which a test can freeze.
 *
 * @param address its bootstrap servers
 */
record KafkaProcess(Process process, String address) implements AutoCloseable {
    private static final String READY = " is ready at ";

    static KafkaProcess start(Path folder) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            EmbeddedKafka.class.getName(),
                            "--port",
                            "0",
                            "--data",
                            folder.toString())
                    .redirectErrorStream(true)
                    .start();
            return new KafkaProcess(process, address(process.inputReader()));
        } catch (IOException e) {
            throw new UncheckedIOException("Starting Kafka", e);
        }
    }

    private static String address(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(READY)) {
                return line.substring(line.indexOf(READY) + READY.length()).strip();
            }
        }
        throw new IllegalStateException("Kafka did not start");
    }

    /** It keeps its connections and answers nothing. */
    void freeze() {
        signal("-STOP");
    }

    void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thaw();
        process.destroyForcibly();
    }
}

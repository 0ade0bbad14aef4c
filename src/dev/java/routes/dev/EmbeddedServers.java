package routes.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The servers that the developer did not bring along, and the addresses of all; the application finds them in
 * its settings.
 */
final class EmbeddedServers implements AutoCloseable {

    private final Deque<AutoCloseable> servers = new ArrayDeque<>();

    private EmbeddedServers() {}

    /**
     * Starts them in this folder; {@code run.json} is there only while all is ready.
     *
     * @throws RefusedStart if a port is taken or another run uses the folder
     */
    static EmbeddedServers start(Path folder) {
        EmbeddedServers servers = new EmbeddedServers();
        try {
            servers.lock(folder);
            RunFile.delete(folder);
            servers.servers.push(() -> RunFile.delete(folder));
            servers.startIn(folder);
            return servers;
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    private void startIn(Path folder) {
        RunSetting.HTTP_PORT.port();
        RunSetting.MANAGEMENT_PORT.port();
        Optional<Integer> kafkaPort = portUnless(RunSetting.KAFKA_BROKERS, RunSetting.KAFKA_PORT);
        Optional<Integer> mongoPort = portUnless(RunSetting.MONGODB_URI, RunSetting.MONGODB_PORT);
        CompletableFuture<Optional<EmbeddedKafka>> kafka = CompletableFuture.supplyAsync(
                () -> kafkaPort.map(port -> EmbeddedKafka.start(port, folder.resolve("kafka"))));
        Optional<EmbeddedMongo> mongo = mongoPort.map(port -> EmbeddedMongo.start(port, folder.resolve("mongodb")));
        settle(await(kafka), mongo);
    }

    private static Optional<Integer> portUnless(RunSetting address, RunSetting port) {
        return address.given().isPresent() ? Optional.empty() : Optional.of(port.port());
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("Starting the embedded Kafka broker", e.getCause());
        }
    }

    private void lock(Path folder) {
        try {
            OwnerFile.createFolder(folder);
            FileChannel channel = OwnerFile.open(folder.resolve("run.lock"));
            servers.push(channel);
            if (channel.tryLock() == null) {
                throw new RefusedStart("%s is used by another run: choose another folder with -D%s=<folder>"
                        .formatted(folder, RunSetting.EMBEDDED_DIR.property()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Locking " + folder, e);
        }
    }

    private void settle(Optional<EmbeddedKafka> kafka, Optional<EmbeddedMongo> mongo) {
        kafka.ifPresent(server -> {
            RunSetting.KAFKA_BROKERS.orSet(server.bootstrap());
            servers.push(server);
        });
        mongo.ifPresent(server -> {
            RunSetting.MONGODB_URI.orSet(server.uri() + "/veaiops");
            servers.push(server);
        });
    }

    RunFile addresses(Secrets secrets) {
        return new RunFile(
                "http://127.0.0.1:" + RunSetting.HTTP_PORT.given().orElseThrow(),
                "http://127.0.0.1:" + RunSetting.MANAGEMENT_PORT.given().orElseThrow(),
                RunSetting.KAFKA_BROKERS.given().orElseThrow(),
                RunSetting.MONGODB_URI.given().orElseThrow(),
                secrets.adminToken(),
                secrets.alarmTokens());
    }

    /** MongoDB first, then Kafka, then {@code run.json} and the lock of the folder. */
    @Override
    public void close() {
        for (AutoCloseable server : servers) {
            try {
                server.close();
            } catch (Exception e) {
                System.err.println("Stopping " + server.getClass().getSimpleName() + ": " + e);
            }
        }
    }
}

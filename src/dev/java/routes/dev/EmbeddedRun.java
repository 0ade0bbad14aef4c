package routes.dev;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import routes.VeaiopsApplication;

/** The whole system in one process: a Kafka broker, a MongoDB-wire server and the application on top of them. */
public final class EmbeddedRun {

    private static final int STOP_SECONDS = 60;

    private EmbeddedRun() {}

    /** Runs until the process is stopped. */
    public static void main(String[] args) throws Exception {
        try {
            System.exit(run(args));
        } catch (RefusedStart refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    private static int run(String... args) throws Exception {
        if (Demo.wanted()) {
            RunSetting.LOG_LEVEL.orSet("WARN");
        }
        OwnerFile.restrictProcess();
        Path folder = folder();
        CountDownLatch stopping = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        try (EmbeddedServers servers = EmbeddedServers.start(folder);
                FakePlatforms fakes = fakes()) {
            Path kept = folder.resolve("secrets.json");
            Optional<FirstLogin> first = FirstLogin.of(kept);
            Secrets secrets = Secrets.in(kept).settle();
            RunSetting.PROFILE.orSet("dev");
            RunSetting.PRIVATE_TARGETS.orSet("true");
            outlive(stopping, stopped);
            if (fakes != null) {
                fakes.writeBots(servers.addresses(secrets).mongodb());
            }
            return VeaiopsApplication.start(
                    () -> {
                        announce(servers.addresses(secrets), folder, fakes, stopping);
                        first.ifPresent(login -> System.out.println(login.shown()));
                    },
                    args);
        } finally {
            stopped.countDown();
        }
    }

    /** The folder that keeps everything between two runs. */
    static Path folder() {
        return Path.of(RunSetting.EMBEDDED_DIR.given().orElse("target/embedded"));
    }

    /** Keeps the process until the application, then the servers, have stopped: the application's own hook begins it. */
    private static void outlive(CountDownLatch stopping, CountDownLatch stopped) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stopping.countDown();
            try {
                stopped.await(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private static @Nullable FakePlatforms fakes() {
        return FakePlatforms.wanted() || Demo.wanted() ? FakePlatforms.start(Demo.wanted()) : null;
    }

    private static void announce(RunFile run, Path folder, @Nullable FakePlatforms fakes, CountDownLatch stopping) {
        run.write(folder);
        boolean privateTargets =
                Boolean.parseBoolean(RunSetting.PRIVATE_TARGETS.given().orElse("false"));
        Instant now = Clock.systemUTC().instant();
        System.out.println(Banner.of(run, privateTargets, now));
        if (fakes == null) {
            return;
        }
        HubCalls hub = new HubCalls(run);
        System.out.println("Fake platforms\n  " + fakes.addresses() + "\n\nThey receive every alarm. "
                + (Demo.wanted() ? "The demo posts until you stop it (Ctrl+C):\n" : "A first one is on its way:"));
        Runnable stream = Demo.wanted()
                ? () -> new Demo(hub, fakes, now).play(stopping)
                : () -> FirstAlarm.send(hub, fakes.bots(), now.getEpochSecond());
        Thread sender = new Thread(stream, "alarms");
        sender.setDaemon(true);
        sender.start();
    }
}

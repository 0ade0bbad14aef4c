package routes.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import routes.channel.BotReadiness;
import routes.channel.bot.Bots;
import routes.channel.bot.StoredBot;
import routes.common.repository.Query;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.subscription.Subscription;

/** Whether what the hub needs is as it should be; each check has a remedy. Changes nothing. */
public final class CheckApi {
    private static final Duration MOST_SKEW = Duration.ofSeconds(5);
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "0.0.0.0", "[::1]");

    private final Log log;
    private final Callable<Optional<Instant>> storeClock;
    private final Bots bots;
    private final BotReadiness readiness;
    private final String publicUrl;
    private final Clock clock;

    /** Asks the brokers for something. */
    @FunctionalInterface
    public interface Log {
        void look() throws ExecutionException, TimeoutException, InterruptedException;
    }

    /** @param storeClock throws when the store does not answer */
    public CheckApi(
            Log log,
            Callable<Optional<Instant>> storeClock,
            Bots bots,
            BotReadiness readiness,
            String publicUrl,
            Clock clock) {
        this.log = log;
        this.storeClock = storeClock;
        this.bots = bots;
        this.readiness = readiness;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** @param remedy what to do; null when all is well */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Check(String name, boolean ok, String found, @Nullable String remedy) {
        static Check good(String name, String found) {
            return new Check(name, true, found, null);
        }

        static Check bad(String name, String found, String remedy) {
            return new Check(name, false, found, remedy);
        }
    }

    public ApiAnswer run(ApiRequest request) throws InterruptedException {
        List<Check> checks = new ArrayList<>();
        checks.add(kafka());
        checks.addAll(store());
        checks.add(address());
        checks.addAll(bots());
        return ApiAnswer.ok(checks);
    }

    private Check kafka() throws InterruptedException {
        try {
            log.look();
            return Check.good("kafka", "answers");
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            Throwable reason = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            return Check.bad(
                    "kafka",
                    "does not answer: " + reason.getClass().getSimpleName(),
                    "check veaiops.kafka.brokers, the network and the credentials; alarms wait in the spool meanwhile");
        }
    }

    private List<Check> store() {
        try {
            Optional<Instant> theirs = storeClock.call();
            Duration skew = theirs.map(
                            time -> Duration.between(time, clock.instant()).abs())
                    .orElse(Duration.ZERO);
            Check clocks = skew.compareTo(MOST_SKEW) <= 0
                    ? Check.good("clock", "differs from MongoDB's by less than 5 s")
                    : Check.bad(
                            "clock",
                            "differs from MongoDB's by " + skew.toSeconds() + " s",
                            "run NTP on both machines: leases and windows count by these clocks");
            return List.of(Check.good("mongodb", "answers"), clocks);
        } catch (Exception e) {
            return List.of(Check.bad(
                    "mongodb",
                    "does not answer: " + e.getClass().getSimpleName(),
                    "check veaiops.mongodb.uri, the network and the credentials"));
        }
    }

    /** The caller tries whether it can be reached: from inside it often cannot. */
    private Check address() {
        String host =
                Optional.ofNullable(URI.create(publicUrl.strip()).getHost()).orElse("");
        return LOCAL.contains(host)
                ? Check.bad(
                        "public-url",
                        publicUrl + " is this machine only",
                        "set veaiops.public-url to the address at which people and platforms reach the hub")
                : Check.good("public-url", publicUrl);
    }

    private List<Check> bots() {
        try {
            return bots.all(Query.ALL.active(false)).stream().map(this::bot).toList();
        } catch (RuntimeException e) {
            return List.of();
        }
    }

    private Check bot(StoredBot bot) {
        String name = "bot " + bot.channel() + " " + bot.botId();
        return readiness
                .hindrance(new Subscription.Target(bot.channel(), "", bot.botId(), null), "try again")
                .map(result -> Check.bad(name, result.said().text(), "PUT its credentials anew, or switch it off"))
                .orElseGet(() -> Check.good(name, "has what its channel needs"));
    }
}

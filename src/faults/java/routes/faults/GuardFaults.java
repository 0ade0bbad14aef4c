package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.ObjectId;
import routes.common.json.Json;
import routes.e2e.Hub;
import routes.e2e.Payloads;
import routes.fakes.Sink;

/**
 * Targets that must not be reached, from an application that opens no private network: a server listens on every address
 * of the machine, and counts connections.
 */
final class GuardFaults {
    private static final String BOTS = "/apis/v1/manager/system-config/bots/";

    /** Every network that is closed, and every way of writing this machine. */
    private static final List<String> LITERALS = Stream.of(
                    "127.0.0.1 127.0.0.2 127.1.2.3 127.255.255.254 2130706433 0x7f000001 0X7F000001 017700000001 127",
                    "127.1 127.0.1 0177.0.0.1 0x7f.1 127.0.0.1. 127.0.0.01 0 0.0.0.0 0.1.2.3 localhost LOCALHOST",
                    "localhost. sub.localhost 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 168.63.129.16",
                    "169.254.169.254 169.254.0.1 172.16.0.1 172.31.255.255 192.168.0.1 192.0.0.1 192.0.2.1",
                    "198.51.100.1 203.0.113.1 192.88.99.3 198.18.0.1 198.19.255.255 224.0.0.1 239.255.255.255",
                    "240.0.0.1 255.255.255.255 [::1] [0:0:0:0:0:0:0:1] [::] [::127.0.0.1] [::ffff:127.0.0.1]",
                    "[::ffff:7f00:1] [::ffff:169.254.169.254] [64:ff9b::7f00:1] [64:ff9b::a9fe:a9fe]",
                    "[64:ff9b:1::a00:1] [2002:7f00:1::] [fc00::1] [fd00::1] [fd00:ec2::254] [fe80::1] [fec0::1]",
                    "[ff02::1] [100::1] [2001::1] [2001:db8::1] [3fff::1] [5f00::1]")
            .flatMap(line -> Stream.of(line.split(" ")))
            .toList();

    /** What names lead to; the last one changes from moment to moment, as a name server that rebinds makes it. */
    private static final List<String> NAMES =
            List.of("loopback.example", "metadata.example", "mapped.example", "mixed.example", "rebound.example");

    private static final String ZONE =
            """
            127.0.0.1 loopback.example
            169.254.169.254 metadata.example
            ::1 mapped.example
            10.0.0.1 mixed.example
            127.0.0.1 mixed.example
            %s rebound.example
            """;

    private GuardFaults() {}

    static List<Fault> all() {
        return List.of(Fault.of(
                LITERALS.size() + " forbidden addresses and " + NAMES.size()
                        + " names that lead to some: saved, tested, sent to (A.6-11)",
                GuardFaults::forbidden));
    }

    private static void forbidden(Run run) throws IOException {
        Sink sink = Sink.open();
        Path zone = Files.createTempFile("faults", ".zone");
        ScheduledExecutorService nameServer = Executors.newSingleThreadScheduledExecutor();
        run.atTheEnd(() -> {
            nameServer.shutdownNow();
            sink.close();
            run.ground().restart();
        });
        AtomicInteger turn = new AtomicInteger();
        nameServer.scheduleAtFixedRate(() -> rebind(zone, turn.getAndIncrement()), 0, 50, TimeUnit.MILLISECONDS);
        run.webhook();
        storedBefore(run, sink.port());
        run.ground()
                .restart(Map.of(
                        "veaiops.egress.allow-private-targets",
                        "false",
                        "jdk.net.hosts.file",
                        zone.toString(),
                        "sun.net.inetaddr.ttl",
                        "0"));
        LITERALS.forEach(host -> notSaved(run, url(host, sink.port())));
        hosts().forEach(host -> notTested(run, url(host, sink.port())));
        run.posted(2);
        run.quietWhen(row -> row.dead() == row.accepted() && run.settled());
        run.afterwards(() -> nobodyReached(run, sink));
    }

    private static void nobodyReached(Run run, Sink sink) {
        assertThat(run.ground().notices(run.project()))
                .hasSize(2 * (LITERALS.size() + NAMES.size() + 1))
                .allSatisfy(notice -> assertThat(notice.getString("state")).isEqualTo("DEAD"));
        assertThat(sink.dialled()).as("connections").isEmpty();
        assertThat(run.robot().at(run.path())).isEmpty();
    }

    private static Stream<String> hosts() {
        return Stream.concat(LITERALS.stream(), NAMES.stream());
    }

    private static String url(String host, int port) {
        return "http://" + host + ":" + port + "/hook";
    }

    private static void rebind(Path zone, int turn) {
        try {
            Path next = Files.createTempFile("faults", ".zone");
            Files.writeString(next, ZONE.formatted(turn % 2 == 0 ? "192.0.2.1" : "127.0.0.1"));
            Files.move(next, zone, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing " + zone, e);
        }
    }

    /** Subscriptions that an older system or a looser setting let in. */
    private static void storedBefore(Run run, int port) {
        var rules = run.ground().site().database().getCollection("veaiops__event_subscribe");
        Document rule =
                rules.find(new Document("interest_projects", run.project())).first();
        // They are sealed for the subscription that they belong to
        rule.remove("webhook_headers");
        hosts().forEach(host -> {
            ObjectId id = new ObjectId();
            rules.insertOne(new Document(rule)
                    .append("_id", id)
                    .append("name", "rule " + id)
                    .append("webhook_endpoint", url(host, port)));
        });
    }

    private static void notSaved(Run run, String url) {
        HttpResponse<String> answer = run.hub()
                .call(
                        "POST",
                        Ground.RULES,
                        new String(
                                Json.bytes(Payloads.subscription("nobody-" + run.project(), url, List.of())),
                                java.nio.charset.StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(url + " " + answer.body()).isEqualTo(422);
    }

    private static void notTested(Run run, String url) {
        String bot = run.ground().bot("Mattermost", new ObjectId().toHexString(), url, "");
        HttpResponse<String> answer = run.hub().call("POST", BOTS + bot + "/test-send", "{\"chat_id\":\"1\"}");
        assertThat(answer.statusCode()).as(url + " " + answer.body()).isEqualTo(200);
        assertThat(Hub.json(answer).path("data").path("sent").asBoolean(true))
                .as(url + " " + answer.body())
                .isFalse();
    }
}

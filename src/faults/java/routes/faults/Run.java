package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import routes.e2e.Hub;
import routes.e2e.Payloads;

/** One fault under way: what a trial may use, and the accounting at its end. */
final class Run {
    private static final Duration PATIENCE = Duration.ofSeconds(150L + OutageFaults.LOAD_SECONDS);
    /** A.6-1: how long after it came back nothing waits any more. */
    private static final Duration DRAINED = Duration.ofSeconds(60);

    private static final Duration FIRED = Duration.ofSeconds(40);

    private final Ground ground;
    private final String project;
    private final Instant begun = Instant.now();
    private final List<Load> loads = new ArrayList<>();
    private final List<Runnable> checks = new ArrayList<>();
    private final Set<String> accepted = new HashSet<>();
    private final Set<String> targets = new HashSet<>();
    private Function<Row, Boolean> quiet = row -> row.waiting() == 0;
    private final List<Runnable> last = new ArrayList<>();
    private Duration patience = PATIENCE;
    private Duration pause = Duration.ofMillis(400);
    private long mostDuplicates;
    private @Nullable Instant back;

    Run(Ground ground, String project) {
        this.ground = ground;
        this.project = project;
        targets.add(project);
    }

    Ground ground() {
        return ground;
    }

    String project() {
        return project;
    }

    Robot robot() {
        return ground.robot();
    }

    String path() {
        return "/" + project;
    }

    /** The webhook of the project, and what it answers. */
    Run webhook(Function<Robot.Call, Reply> script) {
        robot().answers(path(), script);
        ground.subscribe(project);
        return this;
    }

    Run webhook() {
        return webhook(call -> Reply.TAKEN);
    }

    /** The webhook of the project, whose messages have keys, and a chat that does not know a message again. */
    Run webhookAndChat() {
        String chat = project + "-chat";
        alsoTo(chat);
        robot().answers("/" + chat, call -> Reply.of(200, "ok", "").taken());
        alsoChat("Mattermost", chat);
        webhook();
        away(3);
        return this;
    }

    /** A chat robot of the project, and what it answers. */
    Run chat(String channel, Function<Robot.Call, Reply> script) {
        robot().answers(path(), script);
        ground.addRobot(project, channel, project, "");
        return this;
    }

    /** A further chat robot, whose path is that of its name. */
    Run alsoChat(String channel, String name) {
        ground.addRobot(project, channel, name, "");
        return this;
    }

    /** Begins to post alarms that all differ. */
    Load load(int count, double seconds) {
        return load(count, seconds, project);
    }

    Load load(int count, double seconds, String of) {
        Load load = new Load(ground::hub);
        add(load);
        return load.start(
                count, Duration.ofMillis((long) (seconds * 1000)), i -> Payloads.zabbix("PROBLEM", of, of + "-" + i));
    }

    /** A load whose alarms count. */
    void add(Load load) {
        loads.add(load);
    }

    /** Posts now, and counts it as accepted. */
    void post(String status, String host) {
        accepted.addAll(ground.hub().accepted("zabbix", Payloads.zabbix(status, project, host)));
    }

    void postVolcengine(String body) {
        accepted.addAll(ground.hub().accepted("volcengine", body));
    }

    /** Posts alarms that all differ and waits until they are accepted. */
    void posted(int count) {
        load(count, count / 100.0).await();
    }

    /** Waits until so many posts were begun. */
    void awaitBegun(Load load, int count) {
        until("the load", () -> load.begun() >= count);
    }

    /** Waits for a fault point; one that does not fire fails the test. */
    void awaitFired(Trip trip) {
        Awaitility.await("the fault point").atMost(FIRED).until(trip::fired);
    }

    void until(String what, java.util.concurrent.Callable<Boolean> holds) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(holds);
    }

    /** A moment without anything to wait for: how long something is away. */
    static void away(double seconds) {
        Awaitility.await()
                .pollDelay(Duration.ofMillis((long) (seconds * 1000)))
                .atMost(Duration.ofMillis((long) (seconds * 1000)).plusMinutes(1))
                .until(() -> true);
    }

    /** From now on all that was away is there again. */
    void cameBack() {
        back = Instant.now();
    }

    /** What a fault may cost: one message that was under way, for each target that does not know it again. */
    Run mostDuplicates(long count) {
        mostDuplicates = count;
        return this;
    }

    /** What the end looks like where something may wait. */
    void quietWhen(Function<Row, Boolean> holds) {
        quiet = holds;
    }

    /** How long it may take until all is quiet, and how often that is looked at: looking costs the store something. */
    void patience(Duration longest, Duration between) {
        patience = longest;
        pause = between;
    }

    /** Done at the very end, whatever happened. */
    void atTheEnd(Runnable work) {
        last.add(work);
    }

    void end() {
        loads.forEach(Load::stop);
        last.forEach(Runnable::run);
    }

    /** What can be counted of a fault that did not end as it should. */
    Row asItIs(String fault) {
        try {
            loads.forEach(load -> accepted.addAll(load.accepted()));
            return row(fault);
        } catch (RuntimeException noStore) {
            return Row.unknown(fault);
        }
    }

    /** Whether no notice of any alarm waits. */
    boolean settled() {
        return account().waitingNotices(accepted) == 0;
    }

    /** Looked at when all is quiet. */
    void afterwards(Runnable check) {
        checks.add(check);
    }

    /** Whether it looks like that now. */
    boolean ended(Function<Row, Boolean> how) {
        loads.forEach(load -> accepted.addAll(load.accepted()));
        return how.apply(row(""));
    }

    /** The URL of the project's webhook as notices name it. */
    String target() {
        return ground.target(project);
    }

    /** Posts to Volcengine's endpoint under the sender's own id, and gives the ids that it answers. */
    String traced(String trace, byte[] body) {
        String ids = Hub.json(ground.hub().post("/alarms/volcengine", Map.of("x-volc-trace-id", trace), body))
                .path("data")
                .asText();
        accepted.addAll(List.of(ids.split(",")));
        return ids;
    }

    /** The application's trace of every alarm. */
    String traces() {
        return accepted.stream().map(id -> ground.hub().trace(id).toString()).collect(Collectors.joining("\n"));
    }

    /** Waits until nothing moves any more, and accounts for every alarm. */
    Row account(String fault) {
        loads.forEach(Load::await);
        loads.forEach(load -> accepted.addAll(load.accepted()));
        Awaitility.await(fault)
                .atMost(patience)
                .pollInterval(pause)
                .ignoreExceptions()
                .untilAsserted(() -> {
                    Row row = row(fault);
                    assertThat(row.lost()).as("lost: %s", row).isZero();
                    assertThat(quiet.apply(row)).as("quiet: %s", row).isTrue();
                    assertThat(account().behind(accepted)).as("status behind").isEmpty();
                });
        sayHowLong();
        checks.forEach(Runnable::run);
        Row row = row(fault);
        assertThat(row.falselySent()).as("SENT and not shown: %s", row).isZero();
        assertThat(row.duplicates()).as("duplicates: %s", row).isLessThanOrEqualTo(mostDuplicates);
        agrees(row);
        return row;
    }

    private void sayHowLong() {
        if (back != null) {
            Instant now = Instant.now();
            Duration took = Duration.between(back, now);
            Duration still = ground.stillness().between(back, now);
            System.out.printf(
                    "all sent %.1f s after it came back; the machine stood still for %.1f s%n",
                    took.toMillis() / 1e3, still.toMillis() / 1e3);
            assertThat(took.minus(still)).as("until all are sent").isLessThan(DRAINED);
        }
    }

    private Row row(String fault) {
        List<Robot.Call> calls = targets.stream()
                .flatMap(target -> robot().at("/" + target).stream())
                .toList();
        return account().row(fault, accepted, calls);
    }

    private Account account() {
        return new Account(ground.site().database());
    }

    void alsoTo(String other) {
        targets.add(other);
    }

    /** The application's own ledger knows at least these alarms and finds nothing amiss. */
    private void agrees(Row row) {
        until("the ledger", () -> ground.ledger(begun).path("imbalances").isEmpty());
        JsonNode ledger = ground.ledger(begun);
        assertThat(ledger.path("imbalances")).as(ledger.toString()).isEmpty();
        assertThat(ledger.path("accepted").asLong()).as(ledger.toString()).isGreaterThanOrEqualTo(row.accepted());
        assertThat(ledger.path("waiting_in_spool").asLong()).isZero();
    }

    Hub hub() {
        return ground.hub();
    }
}

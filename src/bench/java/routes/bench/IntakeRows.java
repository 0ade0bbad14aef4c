package routes.bench;

import com.mongodb.client.MongoClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;

/** Alarms accepted and merged, in turn with Alertmanager and with the store alone, and with much that is stored already. */
final class IntakeRows {
    private static final double OF_ALERTMANAGER = 0.9;
    private static final double OF_UPSERTS = 0.9;
    private static final double OF_MAPPED = 0.6;
    private static final double OF_ECHO = 0.35;
    private static final double WITH_SUBSCRIPTIONS = 0.95;
    private static final double WITH_STORED = 0.9;
    /** Until the application has seen that subscriptions changed. */
    private static final Duration SEEN = Duration.ofSeconds(3);

    private final Bench bench;
    private final Report report;
    private final Pipeline pipeline;
    private final RawLimits limits;

    IntakeRows(Bench bench, RawLimits limits) {
        this.bench = bench;
        this.report = bench.report();
        this.pipeline = bench.pipeline();
        this.limits = limits;
    }

    /** @param event one as the application stored it @return the phases of alarms that all differ */
    Rounds measure(MongoClient client, Document event) {
        report.part("Intake and merge, 32 connections, an empty store at the start, in turn with Alertmanager");
        Turns turns = bench.turns();
        Rounds repeats = accepted(
                "(a) 2,000 fingerprints",
                turns.compared(bench.emptied(turns, pipeline::repeats), 1, false),
                OF_ALERTMANAGER);
        againstEcho("(a)", repeats);
        merged("(a)", repeats, 0);
        Rounds distinct = distinct(client, event);
        Turns alone = bench.turns();
        Rounds mapped =
                alone.inTurn(List.of(bench.emptied(alone, pipeline::mapped))).get(0);
        report.atLeast(
                "(b) from a source that is a jq mapping: alarms accepted",
                mapped.accepted(),
                OF_MAPPED * distinct.accepted().median(),
                "0.6 × (b)");
        report.row("(b) from a jq mapping: acks", mapped.latency());
        Rounds tens = accepted(
                "(c) ten resources a post",
                turns.compared(bench.emptied(turns, pipeline::tens), Payloads.PER_POST, false),
                1);
        merged("(c)", tens, 0);
        return distinct;
    }

    private Rounds distinct(MongoClient client, Document event) {
        Turns turns = bench.turns();
        limits.warmUpStore(client, event);
        Supplier<Pipeline.Intake> hub = bench.emptied(turns, pipeline::allDistinct);
        Rounds distinct = accepted(
                "(b) all distinct",
                turns.compared(
                        () -> {
                            limits.measureStore(client, event);
                            return hub.get();
                        },
                        1,
                        true),
                1);
        report.row("(b) all distinct: processor time of one", turns.millisOfAnAlarm(), Report::cost);
        againstEcho("(b)", distinct);
        limits.reportStore();
        merged("(b)", distinct, OF_UPSERTS * limits.upserts().median());
        return distinct;
    }

    /** In turn without and with so many. */
    void withSubscriptions(int count) {
        report.part("With " + Report.number(count) + " subscriptions, in turn with none of them");
        bench.store().subscriptions(count);
        Turns turns = bench.turns();
        List<Rounds> both = turns.inTurn(List.of(
                turns.counted(() -> prepareSubscriptions(false), pipeline::allDistinct),
                turns.counted(() -> prepareSubscriptions(true), pipeline::allDistinct)));
        slowdown("subscriptions", both.get(1), both.get(0), WITH_SUBSCRIPTIONS);
        bench.store().othersSubscribed(true);
    }

    private void prepareSubscriptions(boolean active) {
        bench.store().empty();
        bench.store().othersSubscribed(active);
        BenchSettings.pause(SEEN);
        bench.rest().run();
    }

    void withStored(Rounds empty) {
        Turns turns = bench.turns();
        Rounds stored = turns.inTurn(List.of(turns.counted(bench.rest(), pipeline::allDistinct)))
                .get(0);
        slowdown("stored events", stored, empty, WITH_STORED);
    }

    private void slowdown(String what, Rounds now, Rounds without, double least) {
        report.row("(b) acks with " + what, now.latency());
        String why = least + " × without";
        report.atLeast(
                "(b) accepted with " + what,
                now.accepted(),
                least * without.accepted().median(),
                why);
        report.atLeast(
                "(b) merged from first post to last merge, with " + what,
                now.whole(),
                least * without.whole().median(),
                why);
        report.atLeast(
                "(b) merged, backlog alone, with " + what,
                now.drain(),
                least * without.drain().median(),
                why);
    }

    private Rounds accepted(String what, Turns.Result result, double least) {
        Rounds ours = result.ours();
        Spread theirs = result.theirs().accepted();
        String words = least == 1 ? "Alertmanager" : least + " × Alertmanager";
        report.atLeast(what + ": alarms accepted", ours.accepted(), least * theirs.median(), words);
        report.row(what + ": acks", ours.latency());
        if (!result.theirs().all().isEmpty()) {
            report.row(what + ": Alertmanager", theirs, Report::perSecond);
            report.row(what + ": Alertmanager's acks", result.theirs().latency());
        }
        return ours;
    }

    private void againstEcho(String what, Rounds rounds) {
        report.atLeast(
                what + " accepted, against the echo",
                rounds.accepted(),
                OF_ECHO * limits.echo(),
                OF_ECHO + " × Camel echo");
    }

    private void merged(String what, Rounds intake, double target) {
        String why = OF_UPSERTS + " × raw upserts";
        report.row(what + " merged, from first post to last merge", intake.whole(), Report::perSecond);
        report.atLeast(what + " merged, backlog alone", intake.drain(), target, why);
    }
}

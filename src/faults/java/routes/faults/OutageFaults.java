package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import routes.e2e.Hub;
import routes.e2e.Site;

/** Servers and copies that die, freeze, fall silent and come back, under load. */
final class OutageFaults {
    /** How long Kafka and MongoDB are away: {@code -Dfaults.kafka-away-seconds=120 -Dfaults.mongo-away-seconds=60}. */
    static final int KAFKA_AWAY = Integer.getInteger("faults.kafka-away-seconds", 8);

    static final int MONGO_AWAY = Integer.getInteger("faults.mongo-away-seconds", 8);
    /** How long the broker and the copies are killed under load: {@code -Dfaults.load-seconds=600}. */
    static final int LOAD_SECONDS = Integer.getInteger("faults.load-seconds", 6);

    private static final int PER_SECOND = 50;
    /** Longer than the lease of a claim. */
    private static final int BEYOND_LEASES = 12;

    private OutageFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of("broker killed and restarted three times under load (A.6-1)", OutageFaults::brokerKilled),
                Fault.telling("wire server killed and restarted twice under load", OutageFaults::storeKilled),
                Fault.of("Kafka away for " + KAFKA_AWAY + " s", OutageFaults::kafkaAway),
                Fault.of("Kafka silent for 8 s: connections hang", OutageFaults::kafkaSilent),
                Fault.of("MongoDB away for " + MONGO_AWAY + " s", OutageFaults::mongoAway),
                Fault.of("MongoDB frozen for 8 s, then killed (A.6-3)", OutageFaults::mongoFrozen),
                Fault.of("MongoDB silent for 8 s: connections hang", OutageFaults::mongoSilent),
                Fault.of("wire server killed when the last attempt fails (A.6-10)", OutageFaults::storeKilledAtTheEnd),
                Fault.of("both away: 503, nothing half done", OutageFaults::bothAway),
                Fault.of("two copies, one killed under load", run -> killedCopies(run, 1)),
                Fault.of("two copies, killed in turn three times under load (A.6-2)", run -> killedCopies(run, 3)),
                Fault.of(
                        "application frozen past its leases, a copy takes over, both go on (A.6-6)",
                        OutageFaults::frozenPastLeases));
    }

    private static void brokerKilled(Run run) {
        int alarms = PER_SECOND * LOAD_SECONDS;
        Load load = run.webhookAndChat().load(alarms, LOAD_SECONDS);
        Site site = run.ground().site();
        for (int at : List.of(1, 4, 7)) {
            run.awaitBegun(load, alarms * at / 10);
            site.killKafka();
            Run.away(LOAD_SECONDS / 12.0);
            site.startKafka();
            run.cameBack();
        }
        load.await();
        assertThat(load.unavailable()).isZero();
    }

    private static void storeKilled(Run run) {
        Load load = run.webhookAndChat().mostDuplicates(2).load(200, 4);
        Site site = run.ground().site();
        for (int at : List.of(40, 140)) {
            run.awaitBegun(load, at);
            site.killMongo();
            Run.away(0.5);
            site.startMongo();
        }
    }

    private static void kafkaAway(Run run) {
        Load load = run.webhookAndChat().load(200, 4);
        run.awaitBegun(load, 50);
        run.ground().site().killKafka();
        load.await();
        assertThat(load.unavailable()).isZero();
        Run.away(KAFKA_AWAY);
        run.ground().site().startKafka();
        run.cameBack();
    }

    private static void kafkaSilent(Run run) {
        Load load = run.webhookAndChat().load(200, 4);
        run.awaitBegun(load, 50);
        run.ground().kafka().silence(true);
        Run.away(8);
        run.ground().kafka().silence(false);
        load.await();
        assertThat(load.unavailable()).isZero();
    }

    private static void mongoAway(Run run) {
        long process = run.hub().pid();
        Load load = run.webhookAndChat().mostDuplicates(1).load(200, 4);
        run.awaitBegun(load, 50);
        run.ground().site().killMongo();
        load.await();
        assertThat(load.unavailable()).isZero();
        Run.away(MONGO_AWAY);
        run.ground().site().startMongo();
        run.cameBack();
        run.afterwards(() -> assertThat(run.hub().pid()).isEqualTo(process));
    }

    private static void mongoFrozen(Run run) {
        long process = run.hub().pid();
        Load load = run.webhookAndChat().mostDuplicates(1).load(200, 4);
        run.awaitBegun(load, 50);
        Ground.signal("STOP", run.ground().site().mongoPid());
        Run.away(8);
        run.ground().site().killMongo();
        run.ground().site().startMongo();
        run.cameBack();
        load.await();
        assertThat(load.unavailable()).isZero();
        run.afterwards(() -> assertThat(run.hub().pid()).isEqualTo(process));
    }

    private static void mongoSilent(Run run) {
        Load load = run.webhookAndChat().mostDuplicates(1).load(200, 4);
        run.awaitBegun(load, 50);
        run.ground().mongo().silence(true);
        Run.away(8);
        run.ground().mongo().silence(false);
    }

    private static void storeKilledAtTheEnd(Run run) {
        Site site = run.ground().site();
        Trip trip = Trip.before(frame -> true, 5, site::killMongo);
        run.webhook(call -> {
            if (trip.takes(new byte[0])) {
                trip.fire();
            }
            return Reply.of(400, "{}", "");
        });
        Load load = run.load(20, 0.5);
        run.awaitFired(trip);
        Run.away(2);
        site.startMongo();
        load.await();
        run.quietWhen(row -> row.dead() == row.accepted());
    }

    private static void bothAway(Run run) {
        Load load = run.webhookAndChat().mostDuplicates(1).load(200, 3);
        run.awaitBegun(load, 60);
        run.ground().site().killKafka();
        run.ground().site().killMongo();
        run.until("503", () -> load.unavailable() > 2);
        run.ground().site().startMongo();
        run.ground().site().startKafka();
        load.await();
    }

    private static void killedCopies(Run run, int times) {
        int each = PER_SECOND * LOAD_SECONDS;
        Hub other = run.ground().copy();
        Load load = run.webhookAndChat().mostDuplicates(times).load(times * each, times * (double) LOAD_SECONDS);
        for (int i = 0; i < times; i++) {
            run.awaitBegun(load, each / 5 + i * each);
            Hub killed = run.hub();
            run.ground().use(other);
            killed.kill();
            other = i + 1 < times ? run.ground().copy() : killed;
        }
    }

    private static void frozenPastLeases(Run run) {
        Hub frozen = run.hub();
        Hub other = run.ground().copy();
        Load load = run.webhookAndChat().mostDuplicates(1).load(200, 4);
        run.awaitBegun(load, 80);
        Ground.signal("STOP", frozen.pid());
        run.ground().use(other);
        Run.away(BEYOND_LEASES);
        Ground.signal("CONT", frozen.pid());
        load.await();
        run.afterwards(frozen::kill);
    }
}

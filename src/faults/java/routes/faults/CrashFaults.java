package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

/** {@code kill -9} of the application at each boundary between two stages. */
final class CrashFaults {
    private static final int ALARMS = 150;
    private static final double SECONDS = 3;
    private static final String NOTICES = "veaiops__event_notice_detail";

    private CrashFaults() {}

    static List<Fault> all() {
        return Stream.of(beforeNotices(), withNotices()).flatMap(List::stream).toList();
    }

    private static List<Fault> beforeNotices() {
        return List.of(
                Fault.of(
                        "application killed after the endpoint's append, before its answer",
                        run -> kafka(run, kill -> Trip.after(Trip.produceTo("veaiops.alarms"), 5, kill))),
                Fault.telling(
                        "application killed after the merge, before its publication",
                        run -> kafka(run, kill -> Trip.before(Trip.produceTo("veaiops.events"), 3, kill))),
                Fault.of(
                        "application killed after the publication, before the offset",
                        run -> kafka(run, kill -> Trip.before(Trip.offsetOf("veaiops-merge"), 3, kill))),
                Fault.of(
                        "application killed at the write of the merge, which the store has done",
                        run -> mongo(
                                run,
                                kill -> Trip.after(
                                        Trip.command("insert", "veaiops__event", "last_fingerprint"), 3, kill))));
    }

    private static List<Fault> withNotices() {
        return List.of(
                Fault.of(
                        "application killed after the insert of notices, before their record on the queue",
                        run -> mongo(run, kill -> Trip.after(Trip.command("insert", NOTICES, ""), 3, kill))),
                Fault.of(
                        "application killed after the claim of notices",
                        run -> mongo(run, kill -> Trip.after(Trip.command("update", NOTICES, "lease_until"), 3, kill))),
                Fault.of("application killed during a send", CrashFaults::duringASend),
                Fault.telling(
                        "application killed after a send, before its receipt",
                        run -> mongo(
                                run, kill -> Trip.before(Trip.command("update", NOTICES, "finished_by"), 3, kill))));
    }

    private interface Point {
        Trip with(Runnable kill);
    }

    private static void kafka(Run run, Point point) {
        crash(run, run.ground().kafka(), point);
    }

    private static void mongo(Run run, Point point) {
        crash(run, run.ground().mongo(), point);
    }

    private static void crash(Run run, Wire wire, Point point) {
        run.webhookAndChat().mostDuplicates(1);
        Trip trip = wire.at(point.with(run.hub()::kill));
        Load load = run.load(ALARMS, SECONDS);
        run.awaitFired(trip);
        run.ground().restart();
        load.await();
    }

    private static void duringASend(Run run) {
        Trip trip = Trip.before(frame -> true, 10, run.hub()::kill);
        run.webhookAndChat().mostDuplicates(1);
        run.robot().answers(run.path(), call -> {
            if (trip.takes(new byte[0])) {
                trip.fire();
            }
            return Reply.TAKEN;
        });
        Load load = run.load(ALARMS, SECONDS);
        run.awaitFired(trip);
        run.ground().restart();
        load.await();
        run.afterwards(() ->
                assertThat(run.hub().metric("veaiops_notices_taken_over_total")).isPositive());
    }
}

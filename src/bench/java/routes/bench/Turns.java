package routes.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Phases of the application and of Alertmanager in turn (A B A B …): what else the machine does, and how it cools, meets both. Each
 * phase begins with an empty store, each one of Alertmanager with a new process.
 */
final class Turns {
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final long FIRST_DISTINCT = 1_000_000;

    private final BenchSettings settings;
    private final Runnable prepare;
    private final ProcessorCost cost;
    private String lastCost = "";

    /** @param prepare done before each phase of the application */
    Turns(BenchSettings settings, Runnable prepare, ProcessorCost cost) {
        this.settings = settings;
        this.prepare = prepare;
        this.cost = cost;
    }

    /** @param theirs nothing was measured where Alertmanager is not installed */
    record Result(Rounds ours, Rounds theirs) {}

    /** @param alerts how many Alertmanager gets in a post @param distinct whether all of them differ */
    Result compared(Supplier<Pipeline.Intake> ours, int alerts, boolean distinct) {
        List<Pipeline.Intake> hub = new ArrayList<>();
        List<Pipeline.Intake> alertmanager = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
            hub.add(measured(ours));
            if (Alertmanager.installed()) {
                alertmanager.add(alertmanager(alerts, distinct));
            }
        }
        return new Result(new Rounds(hub), new Rounds(alertmanager));
    }

    /** The application alone, as often. */
    Rounds alone(Supplier<Pipeline.Intake> ours) {
        List<Pipeline.Intake> hub = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
            hub.add(measured(ours));
        }
        return new Rounds(hub);
    }

    /** Processor time of one alarm in the last phase of the application. */
    String cost() {
        return lastCost;
    }

    private Pipeline.Intake measured(Supplier<Pipeline.Intake> ours) {
        prepare.run();
        cost.begin();
        Pipeline.Intake phase = ours.get();
        lastCost = cost.of(phase.load().accepted() * phase.alarmsPerPost());
        return phase;
    }

    private Pipeline.Intake alertmanager(int alerts, boolean distinct) {
        try (RunningServer server = Alertmanager.start(settings.folder().resolve("alertmanager"))) {
            RequestTemplate template = Payloads.alertmanager(alerts);
            int port = server.port();
            LoadGenerator.run(Load.closed(port, template, Payloads.repeating(template), WARM_UP));
            LoadResult result = LoadGenerator.run(Load.closed(
                    port,
                    template,
                    distinct ? Payloads.distinct(template, FIRST_DISTINCT) : Payloads.repeating(template),
                    settings.phase()));
            return new Pipeline.Intake(result, alerts, 0, 0);
        } catch (IOException e) {
            throw new IllegalStateException("Starting Alertmanager", e);
        }
    }
}

package routes.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Phases of intake in turn (A B A B …): what else the machine does, and how it cools, meets all of them. Each phase of Alertmanager
 * has a new process.
 */
final class Turns {
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final long FIRST_DISTINCT = 1_000_000;

    private final BenchSettings settings;
    private final ProcessorCost cost;
    private final Spread millisOfAnAlarm = new Spread();

    Turns(BenchSettings settings, ProcessorCost cost) {
        this.settings = settings;
        this.cost = cost;
    }

    /** @param theirs nothing was measured where Alertmanager is not installed */
    record Result(Rounds ours, Rounds theirs) {}

    /**
     * @param ours a phase of the application, prepared
     * @param alerts how many Alertmanager gets in a post
     * @param distinct whether all of them differ
     */
    Result compared(Supplier<Pipeline.Intake> ours, int alerts, boolean distinct) {
        if (!Alertmanager.installed()) {
            return new Result(inTurn(List.of(ours)).get(0), new Rounds(List.of()));
        }
        List<Rounds> both = inTurn(List.of(ours, () -> alertmanager(alerts, distinct)));
        return new Result(both.get(0), both.get(1));
    }

    /** Each of them once in each round. */
    List<Rounds> inTurn(List<Supplier<Pipeline.Intake>> phases) {
        List<List<Pipeline.Intake>> measured = phases.stream()
                .map(phase -> (List<Pipeline.Intake>) new ArrayList<Pipeline.Intake>())
                .toList();
        for (int round = 0; round < settings.rounds(); round++) {
            IntStream.range(0, phases.size())
                    .forEach(each -> measured.get(each).add(phases.get(each).get()));
        }
        return measured.stream().map(Rounds::new).toList();
    }

    /** A phase of the application, with its processor time. @param prepare done before */
    Supplier<Pipeline.Intake> counted(Runnable prepare, Supplier<Pipeline.Intake> phase) {
        return () -> {
            prepare.run();
            cost.begin();
            Pipeline.Intake intake = phase.get();
            millisOfAnAlarm.add(
                    cost.of(intake.load().accepted() * intake.alarmsPerPost()).total());
            return intake;
        };
    }

    /** Processor time of one alarm, of the application, the broker and the store together. */
    Spread millisOfAnAlarm() {
        return millisOfAnAlarm;
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

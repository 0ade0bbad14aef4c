package routes.tool.compare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import routes.alarm.Alarm;
import routes.alarm.Intake;
import routes.alarm.mapping.AlarmMapping;
import routes.alarm.mapping.JqProgram;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.extension.source.SourceFile;

/**
 * What a changed mapping makes of a kept alarm. The log keeps the part of the post that became the alarm ({@code raw}), not
 * the whole post: the program {@code alarm} runs again on that part, and {@code each} is not run again.
 */
public final class Remapping implements Function<Alarm, Optional<Alarm>> {
    private final String source;
    private final AlarmMapping mapping;
    private long refused;
    private String firstRefusal = "";

    public Remapping(SourceFile file) {
        this.source = file.name();
        this.mapping = new AlarmMapping(
                Optional.empty(),
                JqProgram.compile("."),
                file.mapping().alarm(),
                file.mapping().expiresAfter(),
                file.mapping().levels());
    }

    /** The alarm of another source is as it was; one that the mapping ignores or cannot read is none. */
    @Override
    public Optional<Alarm> apply(Alarm kept) {
        if (!kept.source().equals(source)) {
            return Optional.of(kept);
        }
        try {
            List<Alarm> made = mapping.convert(new Intake(
                    source, "application/json", Json.bytes(kept.raw()), Map.of(), null, kept.receivedAt(), kept::id));
            return made.stream().findFirst();
        } catch (RefusedRequest e) {
            if (refused++ == 0) {
                firstRefusal = e.getMessage();
            }
            return Optional.empty();
        }
    }

    /** How many alarms the mapping cannot read. */
    public long refused() {
        return refused;
    }

    /** Why the first of them cannot be read; empty when all can. */
    public String firstRefusal() {
        return firstRefusal;
    }
}

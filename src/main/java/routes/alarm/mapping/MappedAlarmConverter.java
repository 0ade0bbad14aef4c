package routes.alarm.mapping;

import java.util.List;
import java.util.function.Supplier;
import routes.alarm.Alarm;
import routes.alarm.AlarmConverter;
import routes.alarm.Converted;
import routes.alarm.Intake;

/** Converts with the mapping that its source has at the time: a better one takes over between two posts. */
public final class MappedAlarmConverter implements AlarmConverter {
    private final Supplier<AlarmMapping> mapping;

    public MappedAlarmConverter(Supplier<AlarmMapping> mapping) {
        this.mapping = mapping;
    }

    @Override
    public List<Alarm> convert(Intake intake) {
        return mapping.get().convert(intake);
    }

    @Override
    public Converted items(Intake intake) {
        return mapping.get().items(intake);
    }
}

package routes.alarm.rejected;

import java.io.IOException;
import java.util.List;
import routes.alarm.Alarm;
import routes.alarm.AlarmConverter;
import routes.alarm.Intake;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;

/** Reads records of the log of accepted alarms, which hold an alarm in our own words. */
public final class LoggedAlarmConverter implements AlarmConverter {
    @Override
    public List<Alarm> convert(Intake intake) {
        try {
            return List.of(Json.mapper().readValue(intake.body(), Alarm.class));
        } catch (IOException | IllegalArgumentException e) {
            throw RefusedRequest.of(ErrorCode.MALFORMED_BODY, "the record is no alarm of the log");
        }
    }
}

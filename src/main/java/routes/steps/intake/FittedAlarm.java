package routes.steps.intake;

import java.util.Optional;
import routes.alarm.Alarm;
import routes.alarm.RawData;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;

/**
 * An alarm as it fits the log.
 *
 * @param value the alarm as a record of the log has it
 */
record FittedAlarm(Alarm alarm, byte[] value) {
    private FittedAlarm(Alarm alarm) {
        this(alarm, Json.bytes(alarm));
    }

    /**
     * Raw data that does not fit loses the ends of its long texts.
     *
     * @param most bytes that a record takes
     * @throws RefusedRequest when the alarm is too large without its raw data
     */
    static FittedAlarm of(Alarm alarm, int most) {
        FittedAlarm whole = new FittedAlarm(alarm);
        if (whole.value.length <= most) {
            return whole;
        }
        Optional<FittedAlarm> shorter = RawData.shorter(alarm.raw())
                .map(raw -> new FittedAlarm(alarm.withRaw(raw)))
                .filter(cut -> cut.value.length <= most)
                .findFirst();
        return shorter.orElseThrow(() -> RefusedRequest.of(
                ErrorCode.BODY_TOO_LARGE,
                "an alarm of " + whole.value.length + " bytes does not fit the log, which takes " + most));
    }
}

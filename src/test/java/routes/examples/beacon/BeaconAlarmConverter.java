package routes.examples.beacon;

import static routes.alarm.FieldKind.BOOLEAN;
import static routes.alarm.FieldKind.TEXT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.camel.BindToRegistry;
import routes.alarm.Alarm;
import routes.alarm.AlarmConverter;
import routes.alarm.AlarmStatus;
import routes.alarm.BoundedJson;
import routes.alarm.Fingerprint;
import routes.alarm.Intake;
import routes.alarm.Level;
import routes.alarm.Shape;

/** One post of Beacon is one alarm. */
@BindToRegistry("beaconAlarmConverter")
public final class BeaconAlarmConverter implements AlarmConverter {
    private static final Shape BODY = Shape.object()
            .required("check_id", TEXT)
            .required("name", TEXT)
            .required("ok", BOOLEAN)
            .whenSent("text", TEXT);

    @Override
    public List<Alarm> convert(Intake intake) {
        ObjectNode body = BODY.read(BoundedJson.object(intake.body()));
        return List.of(intake.alarm(0)
                .fingerprint(Fingerprint.of(
                        intake.source(), "check", body.get("check_id").asText()))
                .status(body.get("ok").asBoolean() ? AlarmStatus.RESOLVED : AlarmStatus.FIRING)
                .level(Level.P1)
                .title(body.get("name").asText())
                .summary(body.path("text").asText())
                .raw(body)
                .build());
    }
}

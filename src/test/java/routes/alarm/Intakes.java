package routes.alarm;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Posts as the endpoint hands them to a converter, at a fixed time and with a fixed id. */
public final class Intakes {
    public static final String ID = "0123456789abcdef01234567";
    public static final Instant RECEIVED = Instant.parse("2025-05-01T03:00:00Z");

    private Intakes() {}

    public static Intake json(String source, byte[] body) {
        return new Intake(source, "application/json", body, Map.of(), null, RECEIVED, () -> ID);
    }

    public static Intake json(String source, String body) {
        return json(source, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Intake form(String source, Map<String, String> fields) {
        return new Intake(source, "application/x-www-form-urlencoded", new byte[0], fields, null, RECEIVED, () -> ID);
    }

    public static Intake retried(Intake intake, String retryId) {
        return new Intake(
                intake.source(),
                intake.contentType(),
                intake.body(),
                intake.form(),
                retryId,
                intake.receivedAt(),
                intake.newId());
    }
}

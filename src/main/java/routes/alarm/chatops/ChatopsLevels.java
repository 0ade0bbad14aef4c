package routes.alarm.chatops;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import routes.alarm.FieldKind;
import routes.alarm.Level;

/** The optional {@code level} of notifications and rules. */
final class ChatopsLevels {
    static final FieldKind KIND = FieldKind.oneOf("P0", "P1", "P2");

    private ChatopsLevels() {}

    static @Nullable Level of(JsonNode level) {
        String name = level.textValue();
        return name == null
                ? null
                : switch (name) {
                    case "P0" -> Level.P0;
                    case "P1" -> Level.P1;
                    case "P2" -> Level.P2;
                    default -> null;
                };
    }
}

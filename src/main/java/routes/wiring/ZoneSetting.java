package routes.wiring;

import java.time.DateTimeException;
import java.time.ZoneId;

/** A setting that names a time zone; an empty one is this machine's. */
final class ZoneSetting {
    private ZoneSetting() {}

    static ZoneId read(String name, String value) {
        try {
            return value.isBlank() ? ZoneId.systemDefault() : ZoneId.of(value.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    name + "=" + value + " is no time zone; write one such as Asia/Shanghai", e);
        }
    }
}

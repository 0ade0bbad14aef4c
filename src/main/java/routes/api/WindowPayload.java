package routes.api;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.common.error.RefusedRequest;
import routes.subscription.Window;

/**
 * Weekly hours as a caller writes and reads them.
 *
 * @param days such as {@code MON}; every day when absent
 * @param zone that of the setting when absent
 */
public record WindowPayload(
        @Nullable List<String> days, @Nullable String from, @Nullable String to, @Nullable String zone) {
    private static final String FIELD = "windows";
    private static final int MOST = 20;

    /**
     * None when they are absent.
     *
     * @param usual zone of those that name none
     */
    public static List<Window> all(@Nullable List<WindowPayload> payloads, ZoneId usual) {
        List<WindowPayload> all = payloads == null ? List.of() : payloads;
        if (all.size() > MOST) {
            throw RefusedRequest.invalid(FIELD, "windows must not name more than " + MOST + " windows");
        }
        List<Window> windows = new ArrayList<>();
        for (int index = 0; index < all.size(); index++) {
            windows.add(window(FIELD + "[" + index + "]", all.get(index), usual));
        }
        return windows;
    }

    /** As they are answered. */
    public static List<WindowPayload> of(List<Window> windows) {
        return windows.stream()
                .map(window -> new WindowPayload(
                        window.dayNames(),
                        window.from().toString(),
                        window.to().toString(),
                        window.zone().getId()))
                .toList();
    }

    private static Window window(String place, @Nullable WindowPayload payload, ZoneId usual) {
        if (payload == null) {
            throw RefusedRequest.invalid(place, place + " is required");
        }
        if (payload.from() == null || payload.to() == null) {
            throw RefusedRequest.invalid(place, place + " needs from and to, such as 22:00 and 06:00");
        }
        List<String> days = payload.days() == null ? List.of() : payload.days();
        try {
            ZoneId zone = payload.zone() == null ? usual : ZoneId.of(payload.zone());
            return Window.of(days, payload.from(), payload.to(), zone);
        } catch (DateTimeException e) {
            throw RefusedRequest.invalid(
                    place + ".zone", place + ".zone is no time zone; write one such as Asia/Shanghai, UTC or +08:00");
        } catch (IllegalArgumentException e) {
            throw RefusedRequest.invalid(place, place + ": " + e.getMessage());
        }
    }
}

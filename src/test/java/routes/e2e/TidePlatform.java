package routes.e2e;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import routes.fakes.FakePlatform;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;

/** The platform that a new data source is written for: one gauge, for who has the token. */
final class TidePlatform extends FakePlatform {
    static final String TOKEN = "tide-token-4b1c";

    TidePlatform() {
        super(Clock.systemUTC(), 0);
    }

    @Override
    protected PlatformAnswer answer(PlatformCall call) {
        if (!call.header("authorization").orElse("").equals("Bearer " + TOKEN)) {
            return PlatformAnswer.json(401, Map.of("error", "who is this?"));
        }
        long from = call.parameter("from").map(Long::parseLong).orElse(0L);
        return switch (call.path()) {
            case "/me" -> PlatformAnswer.json(200, Map.of("name", "reader"));
            case "/series" -> PlatformAnswer.json(
                    200,
                    Map.of(
                            "series",
                            List.of(Map.of(
                                    "labels",
                                    Map.of("host", "harbour-gauge"),
                                    "points",
                                    List.of(List.of(from, 3), List.of(from + 60, 4))))));
            default -> PlatformAnswer.json(404, Map.of("error", "no such path"));
        };
    }
}

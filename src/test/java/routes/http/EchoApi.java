package routes.http;

import java.util.List;
import java.util.Map;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/** Operations that show what an operation can do. */
public final class EchoApi {
    record Typed(int number, List<Inner> parts) {
        record Inner(boolean flag) {}
    }

    public ApiAnswer echo(ApiRequest request) {
        return ApiAnswer.ok(Map.of(
                "id", request.pathParameter("id"),
                "q", request.queryAll("q"),
                "form", request.form().fields(),
                "files", request.form().files().keySet(),
                "bytes", request.body().length));
    }

    public ApiAnswer typed(ApiRequest request) {
        return ApiAnswer.ok(request.json(Typed.class));
    }

    public ApiAnswer broken(ApiRequest request) {
        throw new IllegalStateException("secret inner detail");
    }

    public ApiAnswer away(ApiRequest request) {
        throw new IllegalStateException(new org.apache.kafka.common.errors.TimeoutException("no broker"));
    }

    public ApiAnswer refused(ApiRequest request) {
        throw RefusedRequest.of(ErrorCode.CONFLICT, "there is one already");
    }

    static RunningApi start() throws Exception {
        return RunningApi.start(
                List.of("routes/api-operations.camel.yaml", "test-routes/http-face.camel.yaml"),
                List.of(),
                Map.of("echoApi", new EchoApi()),
                Map.of("veaiops.http.max-body-bytes", "20000"));
    }
}

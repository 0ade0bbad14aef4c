package routes.api;

import java.nio.charset.StandardCharsets;
import routes.common.json.Json;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Contract;

/** What is answered without a token: VeAIOps' probe and the contract. */
public final class ProbeApi {

    public ApiAnswer health(ApiRequest request) {
        return ApiAnswer.plain("text/plain; charset=utf-8", "ok".getBytes(StandardCharsets.UTF_8));
    }

    public ApiAnswer contract(ApiRequest request) {
        return ApiAnswer.plain("application/yaml", Served.CONTRACT);
    }

    public ApiAnswer contractAsJson(ApiRequest request) {
        return ApiAnswer.plain("application/json", Served.AS_JSON);
    }

    /** Written once, at the first use. */
    private static final class Served {
        private static final byte[] CONTRACT = Contract.shipped().yaml();
        private static final byte[] AS_JSON = Json.bytes(Contract.shipped().document());
    }
}

package routes.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Contract;

/** What is answered without a token: VeAIOps' probe and the contract. */
public final class ProbeApi {

    public ApiAnswer health(ApiRequest request) {
        return ApiAnswer.plain("text/plain; charset=utf-8", "ok".getBytes(StandardCharsets.UTF_8));
    }

    public ApiAnswer contract(ApiRequest request) {
        try (InputStream contract = ProbeApi.class.getResourceAsStream(Contract.FILE)) {
            if (contract == null) {
                throw new IllegalStateException("the application has no " + Contract.FILE);
            }
            return ApiAnswer.plain("application/yaml", contract.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + Contract.FILE, e);
        }
    }
}

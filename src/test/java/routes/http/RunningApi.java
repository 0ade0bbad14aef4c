package routes.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.main.Main;
import routes.common.json.Json;
import routes.wiring.ApiWiring;
import routes.wiring.ClockWiring;
import routes.wiring.HttpWiring;
import routes.wiring.PageWiring;
import routes.wiring.TracingWiring;

/** The application's HTTP face on free ports, with the beans that a test gives it and without log and store. */
public final class RunningApi implements AutoCloseable {
    public static final String TOKEN = "manager-token";

    /** Setting with the ids of the routes to start, separated by commas; all routes of the files when absent. */
    public static final String ROUTES = "camel.main.route-filter-include-pattern";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Main main = new Main();
    private final int port;
    private final int managementPort;

    private RunningApi(int port, int managementPort) {
        this.port = port;
        this.managementPort = managementPort;
    }

    /** @param routeFiles on the class path, beside error handling and templates */
    public static RunningApi start(
            List<String> routeFiles,
            List<CamelConfiguration> wirings,
            Map<String, Object> beans,
            Map<String, String> settings)
            throws Exception {
        List<Integer> ports = freePorts();
        RunningApi api = new RunningApi(ports.get(0), ports.get(1));
        Properties overrides = new Properties();
        overrides.putAll(Map.of(
                "veaiops.http.host",
                "127.0.0.1",
                "veaiops.http.port",
                String.valueOf(api.port),
                "veaiops.management.host",
                "127.0.0.1",
                "veaiops.management.port",
                String.valueOf(api.managementPort),
                "veaiops.admin.token",
                TOKEN,
                "camel.main.routes-include-pattern",
                pattern(routeFiles)));
        overrides.put("veaiops.kafka.brokers", "127.0.0.1:1");
        overrides.putAll(settings);
        api.main.setOverrideProperties(overrides);
        api.main.configure().addConfiguration(new ClockWiring());
        api.main.configure().addConfiguration(new ApiWiring());
        api.main.configure().addConfiguration(new HttpWiring());
        api.main.configure().addConfiguration(new PageWiring());
        api.main.configure().addConfiguration(new TracingWiring());
        wirings.forEach(api.main.configure()::addConfiguration);
        beans.forEach(api.main::bind);
        api.main.start();
        return api;
    }

    private static String pattern(List<String> routeFiles) {
        StringBuilder pattern = new StringBuilder("classpath:routes/_errors.camel.yaml,"
                + "classpath:routes/_templates-api.camel.yaml,classpath:routes/_templates-outgoing.camel.yaml");
        routeFiles.forEach(file -> pattern.append(",classpath:").append(file));
        return pattern.toString();
    }

    private static List<Integer> freePorts() throws IOException {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return List.of(one.getLocalPort(), two.getLocalPort());
        }
    }

    public Main main() {
        return main;
    }

    public int port() {
        return port;
    }

    public int managementPort() {
        return managementPort;
    }

    public HttpResponse<String> get(String path) throws Exception {
        return send(request("GET", path).build());
    }

    public HttpResponse<String> send(String method, String path, String contentType, String body) throws Exception {
        return send(request(method, path)
                .header("Content-Type", contentType)
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    public HttpResponse<String> json(String method, String path, String body) throws Exception {
        return send(method, path, "application/json", body);
    }

    /** A GET without a token. */
    public HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    /** A request with the manager's token. */
    public HttpRequest.Builder request(String method, String path) {
        return anonymous(path).header("Authorization", "Bearer " + TOKEN).method(method, BodyPublishers.noBody());
    }

    HttpResponse<String> unchecked(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofString());
    }

    /** Every answer is compared with the contract. */
    public HttpResponse<String> send(HttpRequest request) throws Exception {
        HttpResponse<String> answer = unchecked(request);
        if (request.uri().getPort() == port) {
            ContractAnswers.compare(request, answer);
        }
        return answer;
    }

    /** Asserts the one shape of errors and gives its body. */
    public static JsonNode assertError(HttpResponse<String> answer, int status, String error) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode body = Json.mapper().readTree(answer.body());
        assertThat(body.get("code").intValue()).isEqualTo(1);
        assertThat(body.get("data").isNull()).isTrue();
        assertThat(body.get("message").textValue()).isNotBlank();
        assertThat(body.at("/detail/message")).isEqualTo(body.get("message"));
        assertThat(body.at("/detail/code").intValue()).isEqualTo(1);
        assertThat(body.at("/detail/data").isNull()).isTrue();
        assertThat(body.get("error").textValue()).isEqualTo(error);
        assertThat(answer.headers().firstValue("x-request-id"))
                .hasValue(body.get("request_id").textValue());
        return body;
    }

    @Override
    public void close() {
        main.stop();
    }
}

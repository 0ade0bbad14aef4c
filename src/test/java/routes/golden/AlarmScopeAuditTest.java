package routes.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.common.json.Json;

/** Who sends alarms without the scope of the source stands in the audit, and a flood of them does not fill it. */
@Tag("slow")
class AlarmScopeAuditTest {
    private static final String AUDIT = "/apis/v1/manager/audit?limit=500&kind=scope_refused";

    @Test
    void a_machine_token_of_another_source_is_written_down_in_bounds_and_a_wrong_one_is_not() throws Exception {
        try (GoldenHub hub = GoldenHub.start()) {
            String token = token(hub);

            HttpResponse<byte[]> refused = post(hub, token);

            assertThat(refused.statusCode()).as(GoldenHub.text(refused)).isEqualTo(403);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> audit(hub).size() == 1);
            JsonNode record = audit(hub).get(0);
            assertThat(record.get("actor").textValue()).isEqualTo("token:cloud");
            assertThat(record.get("operation").textValue()).isEqualTo("alarms:zabbix");
            assertThat(record.get("error").textValue()).isEqualTo("needs ingest:zabbix");
            assertThat(record.get("path").textValue()).isEqualTo("/alarms/zabbix");
            assertThat(record.get("address").textValue()).isEqualTo("127.0.0.1");
            assertThat(record.get("outcome").textValue()).isEqualTo("refused");

            for (int times = 0; times < 300; times++) {
                assertThat(post(hub, token).statusCode()).isEqualTo(403);
            }
            assertThat(post(hub, "no-such-token").statusCode()).isEqualTo(401);
            assertThat(audit(hub).size()).isBetween(1, 2 * 60);
        }
    }

    private static String token(GoldenHub hub) throws Exception {
        String order = "{\"name\":\"cloud\",\"scopes\":[\"ingest:aliyun\",\"read\"]}";
        return data(hub.call("POST", "/apis/v1/manager/tokens", admin(), order))
                .get("token")
                .textValue();
    }

    private static HttpResponse<byte[]> post(GoldenHub hub, String token) {
        return hub.call(
                "POST",
                "/alarms/zabbix",
                Map.of("X-Veaiops-Token", token, "Content-Type", "application/json"),
                "{\"params\":{}}");
    }

    private static JsonNode audit(GoldenHub hub) throws Exception {
        return data(hub.call("GET", AUDIT, admin(), ""));
    }

    private static Map<String, String> admin() {
        return Map.of("Authorization", "Bearer " + GoldenHub.ADMIN_TOKEN, "Content-Type", "application/json");
    }

    private static JsonNode data(HttpResponse<byte[]> answer) throws Exception {
        assertThat(answer.statusCode()).as(GoldenHub.text(answer)).isBetween(200, 201);
        return Json.mapper().readTree(answer.body()).get("data");
    }
}

package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What common senders can and cannot set: the form of a token, media types, charsets, packed bodies, probes, sizes. */
@Tag("slow")
class SendersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String ZABBIX =
            """
            {"params":{"host_name":"db-%1$s","host_id":"%1$s","ip":"10.0.0.5","item_name":"CPU","item_id":"7",
            "item_value":"97","metric_name":"system.cpu","subject":"Problem: CPU of %1$s","message":"%2$s",
            "trigger_status":"PROBLEM"}}""";

    private static Site site;
    private static Hub hub;

    @BeforeAll
    static void start() {
        site = Site.start("senders");
        hub = site.hub(Map.of(
                "veaiops.alarms.token.alertmanager", Hub.ALARM_TOKEN,
                "veaiops.alarms.token.prometheus", Hub.ALARM_TOKEN));
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer %s", "Token %s", "%s", "basic:hub:%s", "basic:%s:", "basic:%s:x"})
    void a_token_is_taken_in_every_form_in_which_a_sender_can_set_it(String form) throws Exception {
        String header = form.formatted(Hub.ALARM_TOKEN);
        if (form.startsWith("basic:")) {
            header = "Basic "
                    + Base64.getEncoder()
                            .encodeToString(header.substring("basic:".length()).getBytes(StandardCharsets.UTF_8));
        }

        for (String source : new String[] {"zabbix", "alertmanager"}) {
            String body = source.equals("zabbix") ? ZABBIX.formatted("token", "m") : "{\"alerts\":[]}";
            HttpResponse<String> answer =
                    send(source, Map.of("Authorization", header, "Content-Type", "application/json"), body);
            assertThat(answer.statusCode()).as(source + answer.body()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic aHViOndyb25n", "Token wrong", "wrong", "Digest x"})
    void a_wrong_token_is_refused_in_every_form(String header) throws Exception {
        assertThat(send("zabbix", Map.of("Authorization", header), ZABBIX.formatted("t", "m"))
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=utf-8",
                "text/json",
                "application/vnd.api+json",
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/octet-stream"
            })
    void json_is_json_whatever_media_type_it_is_sent_under(String type) throws Exception {
        HttpResponse<String> answer = posted("zabbix", Map.of("Content-Type", type), ZABBIX.formatted("type", "m"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void what_is_no_json_under_a_foreign_media_type_is_refused_and_told_what_is_taken() throws Exception {
        HttpResponse<String> answer = posted("zabbix", Map.of("Content-Type", "text/plain"), "CPU is high");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("application/json");
    }

    @Test
    void a_packed_body_is_unpacked_and_another_encoding_is_named() throws Exception {
        byte[] packed = gzip(ZABBIX.formatted("gzip", "m").getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> taken = posted("zabbix", Map.of("Content-Encoding", "gzip"), packed);
        HttpResponse<String> refused = posted("zabbix", Map.of("Content-Encoding", "br"), new byte[] {1, 2});

        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(refused.body()).contains("br").contains("gzip");
    }

    @Test
    void a_bomb_is_refused_by_what_comes_out_of_it() throws Exception {
        byte[] bomb = gzip(new byte[64 << 20]);

        HttpResponse<String> answer = posted("zabbix", Map.of("Content-Encoding", "gzip"), bomb);

        assertThat(bomb.length).isLessThan(1 << 20);
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({"zabbix", "aliyun", "alertmanager", "nowhere-else"})
    void a_probe_is_answered_without_a_token_and_reveals_nothing(String source) throws Exception {
        for (String method : new String[] {"GET", "HEAD", "OPTIONS"}) {
            HttpResponse<String> answer = CLIENT.send(
                    HttpRequest.newBuilder(URI.create(hub.url("/alarms/" + source)))
                            .method(method, BodyPublishers.noBody())
                            .header("WebHook-Request-Origin", "events.example")
                            .build(),
                    BodyHandlers.ofString());
            if (source.equals("nowhere-else")) {
                assertThat(answer.statusCode()).isEqualTo(404);
            } else {
                assertThat(answer.statusCode()).as(method).isEqualTo(204);
                assertThat(answer.body()).isEmpty();
                assertThat(answer.headers().firstValue("Allow")).hasValue("POST, OPTIONS");
                assertThat(answer.headers().firstValue("WebHook-Allowed-Origin"))
                        .hasValue("events.example");
            }
        }
    }

    @Test
    void an_empty_list_is_taken_and_makes_nothing() throws Exception {
        assertThat(posted("alertmanager", Map.of(), "{\"alerts\":[]}").statusCode())
                .isEqualTo(200);
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create(hub.url("/api/v2/alerts")))
                        .header("X-Veaiops-Token", Hub.ALARM_TOKEN)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("[]"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void a_form_is_read_in_the_charset_that_it_names() throws Exception {
        String gbk = "ruleId=r-1&alertState=ALERT&triggerLevel=CRITICAL&alertName="
                + java.net.URLEncoder.encode("磁盘告警", Charset.forName("GBK"));

        HttpResponse<String> taken =
                posted("aliyun", Map.of("Content-Type", "application/x-www-form-urlencoded; charset=GBK"), gbk);
        HttpResponse<String> wrong = posted("aliyun", Map.of("Content-Type", "application/x-www-form-urlencoded"), gbk);
        HttpResponse<String> unknown =
                posted("aliyun", Map.of("Content-Type", "application/x-www-form-urlencoded; charset=klingon"), gbk);

        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        assertThat(eventOf(taken).path("title").asText()).contains("磁盘告警");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("UTF-8");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("charset");
    }

    @Test
    void json_is_read_in_the_charset_that_it_names() throws Exception {
        byte[] body = ZABBIX.formatted("gbk", "磁盘").getBytes(Charset.forName("GBK"));

        HttpResponse<String> answer = posted("zabbix", Map.of("Content-Type", "application/json; charset=GBK"), body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(eventOf(answer).path("summary").asText()).isEqualTo("磁盘");
    }

    @Test
    void one_long_field_is_cut_and_marked_and_the_alarm_is_taken() throws Exception {
        HttpResponse<String> answer = posted("zabbix", Map.of(), ZABBIX.formatted("long", "x".repeat(1_900_000)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode event = eventOf(answer);
        assertThat(event.at("/raw_data/message").asText()).contains("[cut, it had 1900000 characters]");
        assertThat(event.at("/raw_data/host_name").asText()).isEqualTo("db-long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alertname", "severity", "project", "product", "customer", "region", "host"})
    void a_long_label_is_cut_whatever_it_is_read_as_and_the_alarm_is_taken(String label) throws Exception {
        String body =
                """
                {"version":"4","status":"firing","alerts":[{"status":"firing","fingerprint":"long-%s","annotations":{},
                "labels":{"%s":"%s"}}]}"""
                        .formatted(label, label, "x".repeat(1_900_000));

        HttpResponse<String> answer = posted("alertmanager", Map.of(), body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(eventOf(answer).at("/labels/" + label).asText())
                .hasSize(1024)
                .endsWith("…");
    }

    @Test
    void a_refused_body_larger_than_a_record_is_kept_cut_and_says_so() throws Exception {
        HttpResponse<String> answer = posted("zabbix", Map.of(), "{\"params\":\"" + "y".repeat(1_500_000) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(422);
        Awaitility.await("the row").atMost(PATIENCE).until(() -> rows().size() > 0);
        JsonNode row = rows().get(0);
        JsonNode preview = Hub.json(hub.call(
                "POST",
                "/apis/v1/manager/event-center/rejected/" + row.path("_id").asText() + "/preview",
                ""));
        assertThat(row.path("size").asInt()).isGreaterThan(1_500_000);
        assertThat(preview.toString()).contains("not kept whole");
    }

    @Test
    void the_test_button_of_zabbix_is_answered_shown_as_a_test_and_notifies_of_nothing() throws Exception {
        HttpResponse<String> answer = posted(
                "zabbix",
                Map.of(),
                """
                {"params":{"host_name":"{HOST.NAME}","host_id":"{HOST.ID}","ip":"{HOST.IP}","item_name":"{ITEM.NAME}",
                "item_id":"{ITEM.ID}","item_value":"{ITEM.VALUE}","metric_name":"{ITEM.KEY}","url":"",
                "subject":"{ALERT.SUBJECT}","message":"{ALERT.MESSAGE}","trigger_status":"{TRIGGER.STATUS}"}}""");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(eventOf(answer).path("disposition").asText()).isEqualTo("TEST");
    }

    private static JsonNode rows() {
        return Hub.json(hub.call("GET", "/apis/v1/manager/event-center/rejected?source=zabbix&error=invalid_field", ""))
                .path("data");
    }

    private static JsonNode eventOf(HttpResponse<String> answer) {
        String id = Hub.json(answer).path("data").asText();
        Awaitility.await("the event").atMost(PATIENCE).until(() -> hub.event(id).hasNonNull("title"));
        return hub.event(id);
    }

    private static HttpResponse<String> posted(String source, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        return posted(source, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> posted(String source, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub.url("/alarms/" + source)))
                .header("X-Veaiops-Token", Hub.ALARM_TOKEN)
                .POST(BodyPublishers.ofByteArray(body));
        if (!headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> send(String source, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(hub.url("/alarms/" + source))).POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }
}

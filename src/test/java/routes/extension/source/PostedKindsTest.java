package routes.extension.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.steps.intake.PostCopy;

/** Every kind of body over HTTP, as senders post it. */
@Tag("slow")
class PostedKindsTest {
    private static final String ALARM = "auth:\n- token: [usual, body /Token, body /alert/token]\nalarm: |\n"
            + "  {fingerprint: [%s], status: \"firing\", level: \"P1\", title: (%s)}\n";
    private static MappedHub hub;

    @BeforeAll
    static void start() throws Exception {
        hub = new MappedHub(Sources.reader(), Sources.secrets("t-1", List.of(), List.of(), Instant.EPOCH));
        open("form", ".host", ".text");
        open("xml", ".alert.host[0]", ".alert.info[0].text[0]");
        open("text", "\"all\"", ".");
        open("query", ".host", ".text");
        open("json", ".host", ".text");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static void open(String kind, String fingerprint, String title) {
        hub.open(kind, "source: " + kind + "\nbody: " + kind + "\n" + ALARM.formatted(fingerprint, title));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "form | application/x-www-form-urlencoded | host=a&text=%E5%95%86+%26 | 商 &",
                "form | application/x-www-form-urlencoded; charset=UTF-8 | host=a&text=b | b",
                "xml | application/xml | <alert><host>a</host><info><text>商 &amp;</text></info></alert> | 商 &",
                "xml | text/xml; charset=utf-8 | <alert><host>a</host><info><text>b</text></info></alert> | b",
                "text | text/plain | down now | down now",
                "text | application/json | {} | {}",
                "json | application/json | {\"host\":\"a\",\"text\":\"商\"} | 商",
            })
    void a_body_of_the_kind_of_the_mapping_becomes_an_alarm(String kind, String type, String body, String title) {
        HttpResponse<String> answer = post(kind, type, body.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(hub.alarms())
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.path("title").asText()).isEqualTo(title));
    }

    @Test
    void a_form_in_another_charset_is_read_in_it() {
        HttpResponse<String> answer = post(
                "form",
                "application/x-www-form-urlencoded; charset=GBK",
                "host=a&text=%C9%CC".getBytes(Charset.forName("GBK")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(hub.alarms().get(0).path("title").asText()).isEqualTo("商");
    }

    @Test
    void a_query_becomes_an_alarm_by_get_and_post_and_its_token_is_not_kept() {
        for (String method : List.of("GET", "POST")) {
            HttpResponse<String> answer =
                    hub.send(method, "/alarms/query?host=a&text=%E5%95%86&token=t-1", Map.of(), new byte[0]);

            assertThat(answer.statusCode()).as(method + answer.body()).isEqualTo(200);
            assertThat(hub.alarms()).singleElement().satisfies(alarm -> {
                assertThat(alarm.path("title").asText()).isEqualTo("商");
                assertThat(alarm.toString()).doesNotContain("t-1");
            });
        }
        assertThat(hub.send("GET", "/alarms/query?host=a", Map.of(), new byte[0])
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_token_in_a_form_or_in_xml_lets_its_sender_in() {
        byte[] form = "host=a&text=b&Token=t-1".getBytes(StandardCharsets.UTF_8);
        byte[] xml = "<alert><token>t-1</token><host>a</host></alert>".getBytes(StandardCharsets.UTF_8);

        assertThat(hub.send("POST", "/alarms/form", type("application/x-www-form-urlencoded"), form)
                        .statusCode())
                .isEqualTo(200);
        assertThat(hub.send("POST", "/alarms/xml", type("text/xml"), xml).statusCode())
                .isEqualTo(200);
        assertThat(hub.send(
                                "POST",
                                "/alarms/form",
                                type("application/x-www-form-urlencoded"),
                                "Token=t-2".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(401);
        hub.alarms();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "form | application/x-www-form-urlencoded | host=%zz&Token=secret-9 | broken percent-encoding",
                "xml | text/xml | <alert><token>secret-9</token> | body is not XML that can be read: line 1",
                "xml | text/xml | <!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a> | body is not XML that can be read: line 1",
                "json | application/json | {\"Token\":\"secret-9\", | body is not JSON that can be read: line 1",
            })
    void a_fault_in_a_body_is_an_error_that_names_it_and_the_body_is_kept_without_its_token(
            String kind, String type, String body, String reason) {
        HttpResponse<String> answer = post(kind, type, body.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(reason).doesNotContain("secret-9", "passwd");
        assertThat(hub.refused()).isNotEmpty().last().satisfies(kept -> {
            assertThat(kept.path("source").asText()).isEqualTo(kind);
            assertThat(kept.toString()).doesNotContain("secret-9");
        });
        assertThat(hub.alarms()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"form, application/json", "xml, application/json", "json, text/html", "form, text/plain"})
    void another_kind_than_that_of_the_mapping_is_answered_415(String kind, String type) {
        HttpResponse<String> answer = post(kind, type, "x".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(415);
        assertThat(answer.body()).contains("this endpoint takes");
    }

    private static Map<String, String> type(String type) {
        return Map.of("Content-Type", type);
    }

    @Test
    void one_copy_of_a_post_stands_beside_its_first_alarm_without_the_token() {
        hub.open(
                "list",
                "source: list\neach: .list[]\n"
                        + ALARM.formatted(".host", ".text").replace("title:", "raw: .host, title:"));
        hub.alarms();

        HttpResponse<String> answer = post(
                "list",
                "application/json",
                "{\"Token\":\"t-1\",\"list\":[{\"host\":\"a\",\"text\":\"x\"},\"b\",{\"host\":\"c\",\"text\":\"y\"}]}"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(hub.headers(PostCopy.BODY)).hasSize(2).satisfies(copies -> {
            assertThat(copies.get(0)).contains("\"Token\":\"***\"", "\"b\"").doesNotContain("t-1");
            assertThat(copies.get(1)).isEmpty();
        });
        assertThat(hub.headers(PostCopy.POST))
                .satisfiesExactly(first -> assertThat(first).matches("[0-9a-f]{24}/0"), third -> assertThat(third)
                        .matches("[0-9a-f]{24}/2"));
        hub.alarms();
    }

    @Test
    void a_post_that_is_the_raw_data_of_its_one_alarm_and_one_that_is_too_large_have_no_copy() {
        hub.alarms();
        post("json", "application/json", "{\"host\":\"a\",\"text\":\"x\"}".getBytes(StandardCharsets.UTF_8));
        List<String> marks = hub.headers(PostCopy.POST);
        List<String> copies = hub.headers(PostCopy.BODY);
        hub.alarms();
        hub.open("large", "source: large\neach: .list[]\n" + ALARM.formatted(".host", ".text"));
        String text = "x".repeat(70_000);
        post(
                "large",
                "application/json",
                ("{\"list\":[{\"host\":\"a\",\"text\":\"x\"}],\"more\":\"" + text + "\"}")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(marks).containsExactly(PostCopy.RAW);
        assertThat(copies).containsExactly("");
        assertThat(hub.headers(PostCopy.POST)).containsExactly("");
        assertThat(hub.headers(PostCopy.BODY)).containsExactly("");
        hub.alarms();
    }

    private static HttpResponse<String> post(String kind, String type, byte[] body) {
        return hub.send("POST", "/alarms/" + kind, Map.of("Content-Type", type, "X-Veaiops-Token", "t-1"), body);
    }
}

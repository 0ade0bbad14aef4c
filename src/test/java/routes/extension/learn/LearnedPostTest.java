package routes.extension.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.common.yaml.YamlText;
import routes.extension.source.BodyKind;
import routes.extension.source.SampleRun;
import routes.extension.source.SourceFile;
import routes.extension.source.SourceFileReader;
import routes.extension.source.Sources;
import routes.http.ApiRequest;

/** Mappings are learned from posts of any kind, with what their headers and queries say. */
class LearnedPostTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final SourceFileReader READER = Sources.reader();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {\"a\":1} | JSON",
                "text/plain | {\"a\":1} | JSON",
                FORM + " | {\"a\":1} | JSON",
                FORM + " | a=1&b=x+y | FORM",
                "text/xml; charset=utf-8 | <a><b>1</b></a> | XML",
                "application/cap+xml | <a>1</a> | XML",
                "application/octet-stream | <a>1</a> | XML",
                "text/plain | web-1 is down | TEXT",
                "text/plain | '' | QUERY",
            })
    void a_body_is_read_by_its_type_and_else_by_how_it_begins(String type, String body, BodyKind kind) {
        assertThat(post(type, body, Map.of("check", List.of("disk")), Map.of()).kind())
                .isEqualTo(kind);
    }

    @Test
    void what_says_nothing_is_refused_with_what_can_be_learned_from() {
        for (String body : List.of("7", "{}", "[]", "")) {
            assertThatThrownBy(() -> post("application/json", body, Map.of(), Map.of()))
                    .as(body)
                    .isInstanceOf(RefusedRequest.class)
                    .hasMessageContaining("a form, XML, a text");
        }
        assertThatThrownBy(() -> post("text/xml", "<a><b></a>", Map.of(), Map.of()))
                .isInstanceOf(RefusedRequest.class);
    }

    @Test
    void secrets_are_kept_neither_in_the_body_nor_in_the_query_nor_in_headers() {
        LearnedPost post = post(
                FORM,
                "Token=s3cret-1&host=web-1",
                Map.of("token", List.of("s3cret-2"), "room", List.of("cellar")),
                Map.of("authorization", "Bearer s3cret-3", "x-hub-signature", "s3cret-4", "x-room", "north"));

        assertThat(post.text()).doesNotContain("s3cret").contains("web-1", "cellar", "north", "***");
        assertThat(LearnedPost.read(post.text())).isEqualTo(post);
    }

    @Test
    void a_form_becomes_a_mapping_that_reads_forms() {
        List<LearnedPost> posts = Stream.of("Down", "Down", "Up")
                .map(status -> post(
                        FORM,
                        "Name=shop&URL=https%3A%2F%2Fshop.example&Status=" + status + "&StatusCode=500&Tags=web",
                        Map.of(),
                        Map.of()))
                .toList();

        Proposal proposal = Proposal.of("statuspage", posts, READER);

        assertThat(proposal.mapping()).contains("body: form\n").doesNotContain("request:");
        assertThat(proposal.fingerprint()).contains(".Name");
        assertThat(alarms(proposal))
                .extracting(alarm -> alarm.path("status").asText())
                .containsExactly("FIRING", "RESOLVED");
    }

    @Test
    void xml_becomes_a_mapping_that_reads_the_first_of_each_element() {
        String xml =
                "<alert><host id='7'>web-1</host><check>disk</check><severity>critical</severity><status>%s</status>"
                        + "<description>it is full</description></alert>";

        Proposal proposal = Proposal.of(
                "xml",
                List.of(
                        post("text/xml", xml.formatted("problem"), Map.of(), Map.of()),
                        post("text/xml", xml.formatted("ok"), Map.of(), Map.of())),
                READER);

        assertThat(proposal.mapping()).contains("body: xml\n", ".alert.severity[0]");
        assertThat(proposal.fingerprint()).contains(".alert.check[0]");
        assertThat(alarms(proposal))
                .extracting(alarm -> alarm.path("status").asText())
                .containsExactly("FIRING", "RESOLVED");
    }

    @Test
    void a_text_becomes_title_and_summary_and_what_stands_in_the_query_is_read_too() {
        Proposal proposal = Proposal.of(
                "checks",
                List.of(
                        post("text/plain", "backup is DOWN\nsince noon", query("backup", "down"), Map.of()),
                        post("text/plain", "backup is UP", query("backup", "up"), Map.of())),
                READER);

        assertThat(proposal.mapping()).contains("body: text\n", "request: [query ", "query name", "query status");
        assertThat(proposal.fingerprint()).containsExactly(".query.name");
        assertThat(alarms(proposal))
                .extracting(alarm -> alarm.path("status").asText())
                .containsExactly("FIRING", "RESOLVED");
    }

    @Test
    void headers_of_the_sender_are_read_and_those_of_every_request_are_not() {
        List<LearnedPost> posts = Stream.of("alarm", "ok")
                .map(event -> post(
                        "application/json",
                        "{\"check\":\"smoke\"}",
                        Map.of(),
                        Map.of(
                                "x-room", "cellar",
                                "x-event", event,
                                "x-delivery-id", "d-" + event,
                                "user-agent", "beeper/1",
                                "x-forwarded-for", "10.0.0.1")))
                .toList();

        Proposal proposal = Proposal.of("rooms", posts, READER);

        assertThat(proposal.mapping())
                .contains("header X-Room", "header X-Event", ".body.check")
                .doesNotContain("Delivery", "User-Agent", "Forwarded");
    }

    @Test
    void parameters_of_an_address_alone_are_a_body_of_their_own() {
        Proposal proposal = Proposal.of(
                "ping",
                List.of(post("", "", query("backup", "down"), Map.of()), post("", "", query("backup", "up"), Map.of())),
                READER);

        assertThat(proposal.mapping()).contains("body: query\n").doesNotContain("request:");
        assertThat(proposal.fingerprint()).containsExactly(".name");
    }

    @Test
    void posts_of_another_kind_are_left_out_and_that_is_said() {
        Proposal proposal = Proposal.of(
                "mixed",
                List.of(
                        post(FORM, "host=a&state=problem", Map.of(), Map.of()),
                        post(FORM, "host=a&state=ok", Map.of(), Map.of()),
                        post("text/plain", "hello", Map.of(), Map.of())),
                READER);

        assertThat(proposal.samples()).hasSize(2);
        assertThat(proposal.doubts()).contains("posts: 1 had a body of another kind than form and are left out");
    }

    private static Map<String, List<String>> query(String name, String status) {
        return Map.of("name", List.of(name), "status", List.of(status), "token", List.of("s3cret"));
    }

    private static LearnedPost post(
            String type, String body, Map<String, List<String>> query, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("content-type", type);
        return LearnedPost.of(new ApiRequest(
                "POST", "/alarms/learn/x", Map.of(), query, all, body.getBytes(StandardCharsets.UTF_8), "r1"));
    }

    private static List<JsonNode> alarms(Proposal proposal) {
        List<String> problems = new ArrayList<>();
        SourceFile file = READER.read(new YamlText("x", "source.yaml", proposal.mapping(), problems))
                .orElseThrow(() -> new AssertionError(problems + proposal.mapping()));
        return proposal.samples().stream()
                .map(sample -> SampleRun.outcome(file, Json.bytes(sample)).path(0))
                .toList();
    }
}

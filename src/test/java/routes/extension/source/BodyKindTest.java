package routes.extension.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.http.ApiRequest;

/** How what is posted becomes the JSON that programs read. */
class BodyKindTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    @Test
    void a_form_is_texts_and_lists_of_texts() {
        assertThat(seen("form", FORM, "a=1&b=x+y%26z&a=2&Name=Shop+%E5%95%86%E5%BA%97&empty=&flag"))
                .isEqualTo(json("{'a':['1','2'],'b':'x y&z','Name':'Shop 商店','empty':'','flag':''}"));
        assertThat(seen("form", FORM, "")).isEqualTo(json("{}"));
    }

    @Test
    void a_multipart_form_is_the_same() {
        String part = "--B\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
        String body = part.formatted("a", "1") + part.formatted("name", "商店") + part.formatted("a", "2") + "--B--\r\n";

        assertThat(seen("form", "multipart/form-data; boundary=B", body))
                .isEqualTo(json("{'a':['1','2'],'name':'商店'}"));
    }

    @Test
    void text_in_another_charset_is_read_in_it() {
        Charset gbk = Charset.forName("GBK");

        assertThat(seen("form", FORM + "; charset=GBK", "n=%C9%CC%B5%EA".getBytes(gbk)))
                .isEqualTo(json("{'n':'商店'}"));
        assertThat(seen("text", "text/plain; charset=GBK", "商店".getBytes(gbk))).isEqualTo(json("'商店'"));
        assertThat(seen("xml", "text/xml; charset=GBK", "<a>商店</a>".getBytes(gbk)))
                .isEqualTo(json("{'a':'商店'}"));
        assertThat(seen("xml", "text/xml", "<?xml version='1.0' encoding='GBK'?><a>商店</a>".getBytes(gbk)))
                .isEqualTo(json("{'a':'商店'}"));
        assertThat(seen("xml", "application/cap+xml", "<a>商店</a>")).isEqualTo(json("{'a':'商店'}"));
    }

    @Test
    void a_query_is_seen_without_the_token_of_the_caller() {
        SourceFile file = Sources.read("source: demo\nalarm: .\nbody: query\nauth: [{token: [usual, query key]}]\n");
        ApiRequest request = new ApiRequest(
                "GET",
                "/alarms/demo",
                Map.of(),
                Map.of("token", List.of("s1"), "key", List.of("s2"), "id", List.of("7"), "tag", List.of("a", "b")),
                Map.of(),
                new byte[0],
                "r-1");

        assertThat(Sources.json(SamplePost.seen(file, request))).isEqualTo(json("{'id':'7','tag':['a','b']}"));
        assertThat(file.paths()).containsExactly("/alarms/demo", "GET /alarms/demo");
    }

    @Test
    void a_view_of_the_request_holds_the_body_in_its_kind() {
        SourceFile file = Sources.read("source: demo\nalarm: .\nbody: text\nrequest: [query status]\n");
        ApiRequest request = new ApiRequest(
                "POST",
                "/alarms/demo",
                Map.of(),
                Map.of("status", List.of("down")),
                Map.of("content-type", "text/plain"),
                "{\"no\": \"json\"}".getBytes(StandardCharsets.UTF_8),
                "r-1");

        assertThat(Sources.json(SamplePost.seen(file, request)))
                .isEqualTo(json("{'query':{'status':'down'},'headers':{},'body':'{\\\"no\\\": \\\"json\\\"}'}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "form | application/x-www-form-urlencoded | a=%zz | MALFORMED_BODY",
                "form | application/x-www-form-urlencoded | a=%FF | MALFORMED_BODY",
                "form | multipart/form-data; boundary=B | no part | MALFORMED_BODY",
                "form | application/json | {} | UNSUPPORTED_MEDIA_TYPE",
                "xml | text/xml | <a> | MALFORMED_BODY",
                "xml | application/json | {} | UNSUPPORTED_MEDIA_TYPE",
                "text | text/plain; charset=no-such | x | MALFORMED_BODY",
                "json | text/html | x | UNSUPPORTED_MEDIA_TYPE",
            })
    void a_body_that_is_not_what_the_source_posts_is_refused(String kind, String type, String body, ErrorCode code) {
        assertThatThrownBy(() -> seen(kind, type, body))
                .isInstanceOfSatisfying(RefusedRequest.class, refused -> assertThat(refused.code())
                        .isEqualTo(code));
    }

    @Test
    void text_that_is_no_utf_8_is_refused() {
        assertThatThrownBy(() -> seen("text", "text/plain", new byte[] {(byte) 0xC3, 0x28}))
                .isInstanceOf(RefusedRequest.class);
    }

    @Test
    void a_token_is_found_in_the_decoded_body() {
        admits("form", "body /Token", FORM, "Status=Down&Token=t%2F1");
        admits("xml", "body /alert/token", "text/xml", "<alert><token>t/1</token></alert>");
        admits("xml", "body /alert/token/0/#text", "text/xml", "<alert><token a='1'>t/1</token></alert>");
        admits("xml", "body /alert/@token", "text/xml", "<alert token='t/1'/>");
        admits("json", "body /token", "application/json", "{\"token\":\"t/1\"}");
    }

    @Test
    void what_is_kept_of_a_body_that_cannot_be_decoded_is_without_the_token() {
        assertThat(kept("form", "body /Token", "Token=secret1&a=%zz")).isEqualTo("Token=***&a=%zz");
        assertThat(kept("form", "body /Token", "MyToken=1&Token=secret1&a=%zz")).isEqualTo("MyToken=1&Token=***&a=%zz");
        assertThat(kept("xml", "body /alert/token", "<alert><token>secret1</token>"))
                .isEqualTo("<alert><token>***</token>");
        assertThat(kept("xml", "body /alert/@token", "<alert token='secret1' >"))
                .isEqualTo("<alert token='***' >");
        assertThat(kept("form", "body /Token", "{\"Token\":\"secret1\",\"t\":\"Token=secret1\"}"))
                .isEqualTo("{\"Token\":\"***\",\"t\":\"Token=***\"}");
    }

    private static String kept(String kind, String place, String body) {
        SourceFile file = file(kind, place);
        return new String(
                new SourceEndpoint(() -> file, secrets()).withoutToken(body.getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8);
    }

    private static void admits(String kind, String place, String type, String body) {
        SourceFile file = file(kind, place);
        SourceEndpoint endpoint = new SourceEndpoint(() -> file, secrets());

        assertThatCode(() -> endpoint.admit(post(type, body.getBytes(StandardCharsets.UTF_8))))
                .as(body)
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> endpoint.admit(
                        post(type, body.replaceAll("t(%2F|/)1", "other").getBytes(StandardCharsets.UTF_8))))
                .as(body)
                .isInstanceOfSatisfying(RefusedRequest.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.UNAUTHENTICATED));
    }

    private static SourceSecrets secrets() {
        return Sources.secrets("t/1", List.of(), List.of(), Instant.EPOCH);
    }

    private static SourceFile file(String kind, String place) {
        return Sources.read("source: demo\nalarm: .\nbody: " + kind + "\nauth:\n- token: ['" + place + "']\n");
    }

    private static JsonNode seen(String kind, String type, String body) {
        return seen(kind, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode seen(String kind, String type, byte[] body) {
        SourceFile file = Sources.read("source: demo\nalarm: .\nbody: " + kind + "\n");
        return Sources.json(SamplePost.seen(file, post(type, body)));
    }

    private static ApiRequest post(String type, byte[] body) {
        return new ApiRequest("POST", "/alarms/demo", Map.of(), Map.of(), Map.of("content-type", type), body, "r-1");
    }

    private static JsonNode json(String text) {
        return Sources.json(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}

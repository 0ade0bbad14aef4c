package routes.extension.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.common.error.RefusedRequest;
import routes.extension.source.SourcePack.Origin;
import routes.extension.source.SourcePack.Sample;
import routes.http.ApiRequest;

/** Samples in the form in which they are posted. */
class SamplePostTest {

    @Test
    void a_body_stands_in_a_file_named_by_its_kind() {
        assertThat(seen("body: form", "a.form", "x=1&y=2\n")).isEqualTo("{\"x\":\"1\",\"y\":\"2\"}");
        assertThat(seen("body: xml", "a.xml", "<a>1</a>\n")).isEqualTo("{\"a\":\"1\"}");
        assertThat(seen("body: text", "a.txt", "down\nsince 2 h\r\n")).isEqualTo("\"down\\nsince 2 h\"");
        assertThat(seen("body: form", "a.json", "{\"x\":\"1\"}")).isEqualTo("{\"x\":\"1\"}");
        assertThat(seen("body: text\nrequest: [query q]", "a.txt", "down"))
                .isEqualTo("{\"query\":{},\"headers\":{},\"body\":\"down\"}");
    }

    @Test
    void a_whole_request_has_headers_a_query_and_a_path() {
        String file = "body: text\npaths: '/hooks/{key}'\nrequest: [path, query status, query name, header X-Kind]";
        String http =
                "# as it was caught\n\nPOST https://hub.example/hooks/k%201?status=down&name=%E5%95%86+1 HTTP/1.1\r\n"
                        + "Host: hub.example\r\nX-Kind:  alarm \r\nContent-Type: text/plain\r\n\r\none\r\n\r\ntwo\r\n";

        assertThat(seen(file, "a.http", http))
                .isEqualTo("{\"query\":{\"status\":\"down\",\"name\":\"商 1\"},\"headers\":{\"X-Kind\":\"alarm\"},"
                        + "\"path\":\"/hooks/k 1\",\"parameters\":{\"key\":\"k 1\"},\"body\":\"one\\r\\n\\r\\ntwo\"}");
    }

    @Test
    void a_request_may_be_without_method_headers_or_body() {
        ApiRequest request = HttpSample.read("a.http", bytes("/alarms/demo?a=1&a=2"), List.of());

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.query()).containsEntry("a", List.of("1", "2"));
        assertThat(request.body()).isEmpty();
        assertThat(HttpSample.read("a.http", bytes("GET /a\n\n{}"), List.of()).body())
                .isEqualTo(bytes("{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"a\": 1}", "GET\n\n", "POST alarms/x\n\n", "POST /a\nno header\n\n{}"})
    void what_is_no_request_is_refused(String text) {
        assertThatThrownBy(() -> HttpSample.read("a.http", bytes(text), List.of()))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageStartingWith("a.http");
    }

    @Test
    void every_kind_of_sample_is_read_with_what_is_expected_of_it(@TempDir Path folder) throws IOException {
        Path samples = Files.createDirectories(folder.resolve("demo/samples"));
        Files.writeString(samples.resolveSibling("source.yaml"), "source: demo\nalarm: .\n");
        for (String name : List.of("a.json", "b.form", "c.xml", "d.txt", "e.http", "b.expected.json", "notes.md")) {
            Files.writeString(samples.resolve(name), name);
        }

        assertThat(SourceFolder.pack(folder.resolve("demo"), Origin.FOLDER).samples())
                .extracting(Sample::name, sample -> sample.expected().isPresent())
                .containsExactly(
                        tuple("a.json", false),
                        tuple("b.form", true),
                        tuple("c.xml", false),
                        tuple("d.txt", false),
                        tuple("e.http", false));
    }

    private static String seen(String file, String name, String body) {
        SourceFile read = Sources.read("source: demo\nalarm: .\n" + file + "\n");
        return new String(
                SamplePost.seen(read, new Sample(name, bytes(body), Optional.empty())), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package routes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.http.RunningApi.assertError;

import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class BrokenRequestsTest {
    private static RunningApi api;

    @BeforeAll
    static void start() throws Exception {
        api = EchoApi.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded|a=%zz",
                "application/x-www-form-urlencoded|a=%",
                "application/x-www-form-urlencoded; charset=nonsense|%%%=1",
                "multipart/form-data|--x",
                "multipart/form-data; boundary=XX|nothing of the kind",
                "multipart/form-data; boundary=XX|--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1",
                "multipart/form-data; boundary=XX|--XX\r\nContent-Disposition: form-data\r\n\r\n1\r\n--XX--\r\n",
            })
    void a_broken_form_is_400(String typeAndBody) throws Exception {
        int bar = typeAndBody.indexOf('|');

        HttpResponse<String> answer =
                api.send("POST", "/test/echo/1", typeAndBody.substring(0, bar), typeAndBody.substring(bar + 1));

        assertError(answer, 400, "malformed_body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /test/echo/%zz HTTP/1.1",
                "GET /test/echo/1?a=%zz HTTP/1.1",
                "GET /test/echo/% HTTP/1.1",
                "GET /test/echo/%C3%28 HTTP/1.1",
                "GET /%00 HTTP/1.1",
                "GET /../../etc/passwd HTTP/1.1",
                "GET nonsense HTTP/1.1",
                "GET http:// HTTP/1.1",
                "GET * HTTP/1.1",
                "BREW /test/echo/1 HTTP/1.1",
                "GET /test/echo/1 HTTP/9.9",
                "nonsense",
                "GET /test/echo/\u0001\u00ff HTTP/1.1",
                "GET /test/echo/1?q=\u00e4&&==&%5B%5D=1 HTTP/1.1",
            })
    void no_request_line_gives_a_500(String line) throws Exception {
        String answer = raw(
                line + "\r\nHost: x\r\nAuthorization: Bearer " + RunningApi.TOKEN + "\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/")
                .contains(" ")
                .doesNotContainPattern("^HTTP/... 500")
                .doesNotContain("Exception");
    }

    @Test
    void a_broken_content_type_or_length_gives_no_500() throws Exception {
        for (String header : List.of(
                "Content-Type: ;;;",
                "Content-Type: /",
                "Content-Type: text/plain;q=\"",
                "Content-Type: application/json; a=\"; b=c",
                "Content-Type: application/json; charset=nonsense",
                "Content-Length: -1",
                "Content-Length: x",
                "Transfer-Encoding: chunked",
                "Accept: ;;;",
                "Cookie: =;=")) {
            String answer = raw("POST /test/echo/1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + RunningApi.TOKEN
                    + "\r\nConnection: close\r\n" + header + "\r\n\r\nzz\r\n");

            assertThat(answer).as(header).doesNotContainPattern("^HTTP/... 500");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=\"", "text/xml; a=\""})
    void a_content_type_with_a_quote_that_does_not_end_is_400(String type) throws Exception {
        for (String path : List.of("/test/echo/1", "/healthz", "/nowhere")) {
            String answer = raw("POST " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + RunningApi.TOKEN
                    + "\r\nConnection: close\r\nContent-Type: " + type + "\r\nContent-Length: 2\r\n\r\n{}");

            assertThat(answer).startsWith("HTTP/1.1 400").contains("\"error\"");
        }
    }

    private static String raw(String request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", api.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
